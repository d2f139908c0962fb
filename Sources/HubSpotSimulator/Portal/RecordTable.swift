/// The records of one type, live and archived, by ascending id.
struct RecordTable: Sendable {
    private(set) var records: [Record] = []
    /// Records that are not archived.
    private(set) var liveCount = 0
    /// The next id handed out is above this one.
    private(set) var lastID: UInt64 = 0

    init() {}

    /// Takes records in any order; ids must differ.
    init(_ records: [Record]) {
        self.records = records.sorted { $0.id < $1.id }
        liveCount = records.count { !$0.isArchived }
        lastID = self.records.last?.id ?? 0
    }

    /// The first position whose id is not below `id`.
    func lowerBound(_ id: UInt64) -> Int {
        var low = 0
        var high = records.count
        while low < high {
            let middle = (low + high) / 2
            if records[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func position(_ id: UInt64) -> Int? {
        let position = lowerBound(id)
        return position < records.count && records[position].id == id ? position : nil
    }

    func record(_ id: UInt64) -> Record? {
        position(id).map { records[$0] }
    }

    func isLive(_ id: UInt64) -> Bool {
        position(id).map { !records[$0].isArchived } ?? false
    }

    mutating func insert(_ record: Record) {
        records.insert(record, at: lowerBound(record.id))
        if !record.isArchived { liveCount += 1 }
        lastID = max(lastID, record.id)
    }

    mutating func remove(_ id: UInt64) -> Record? {
        guard let position = position(id) else { return nil }
        let record = records.remove(at: position)
        if !record.isArchived { liveCount -= 1 }
        return record
    }

    /// Changes a record in place; its id must stay.
    mutating func update<Result>(
        _ id: UInt64, _ change: (inout Record) throws -> Result
    ) rethrows -> Result? {
        guard let position = position(id) else { return nil }
        let wasLive = !records[position].isArchived
        let result = try change(&records[position])
        let isLive = !records[position].isArchived
        liveCount += (isLive ? 1 : 0) - (wasLive ? 1 : 0)
        return result
    }
}
