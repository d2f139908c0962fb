/// Requests that wait for their turn, first come first served; removal by id costs O(1).
struct WaitingRequests {
    struct Entry {
        let id: UInt64
        let request: HTTPRequest
        let continuation: CheckedContinuation<HTTPResponse, any Error>
    }

    private var order: [UInt64] = []
    private var head = 0
    private var entries: [UInt64: Entry] = [:]

    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }

    mutating func append(_ entry: Entry) {
        order.append(entry.id)
        entries[entry.id] = entry
    }

    mutating func popFirst() -> Entry? {
        while head < order.count {
            defer { advance() }
            if let entry = entries.removeValue(forKey: order[head]) { return entry }
        }
        return nil
    }

    /// Steps over one id; those behind are dropped now and then, at O(1) for each on average.
    private mutating func advance() {
        head += 1
        guard head == order.count || head >= 1_024 && head * 2 >= order.count else { return }
        order.removeFirst(head)
        head = 0
    }

    mutating func remove(_ id: UInt64) -> Entry? {
        entries.removeValue(forKey: id)
    }
}
