import Foundation
import Testing

/// Making a portal misbehave, and what it saw of its clients.
extension Portal {
    /// Adds a rule; the members of its JSON are given without braces.
    func strike(_ members: String) async throws {
        try await control("POST", "faults", "{\(members)}")
    }

    func heal() async throws { try await control("DELETE", "faults") }

    private struct Rules: Decodable {
        struct Rule: Decodable {
            let fault: String
            let struck: Int
        }

        let rules: [Rule]
    }

    /// How often each kind of fault struck since the rules were added.
    func struck() async throws -> [String: Int] {
        try await control("GET", "faults", as: Rules.self).rules.reduce(into: [:]) {
            $0[$1.fault, default: 0] += $1.struck
        }
    }

    /// The greatest of everything that was asked for since the counters were reset.
    struct Shapes: Decodable, Sendable {
        let targetBytesMax: Int
        let searchGroupsMax: Int
        let searchFiltersMax: Int
        let searchSortsMax: Int
        let searchLimitMax: Int
        let searchWindowMax: Int
        let searchBodyCharactersMax: Int
        let listLimitMax: Int
        let listLimitMaxWithHistory: Int
        let batchInputsMax: Int
        let batchInputsMaxWithHistory: Int
        let associationInputsMax: Int

        /// What a request did that HubSpot's documents do not allow; empty when none did.
        var violations: [String] {
            let bounds: [(String, Int, Int)] = [
                ("bytes of URL", targetBytesMax, 3_900), ("filter groups", searchGroupsMax, 1),
                ("filters", searchFiltersMax, 3), ("sorts", searchSortsMax, 1),
                ("found in a page", searchLimitMax, 200),
                ("offset and limit", searchWindowMax, 200),
                ("characters of search", searchBodyCharactersMax, 3_000),
                ("listed in a page", listLimitMax, 100),
                ("listed with history", listLimitMaxWithHistory, 50),
                ("read in a batch", batchInputsMax, 100),
                ("read with history", batchInputsMaxWithHistory, 50),
                ("inputs of associations", associationInputsMax, 1_000),
            ]
            return bounds.filter { $0.1 > $0.2 }.map { "\($0.1) \($0.0), at most \($0.2)" }
        }
    }

    private struct Counters: Decodable {
        let shapes: Shapes
    }

    func shapes() async throws -> Shapes {
        try await control("GET", "requests", as: Counters.self).shapes
    }

    private struct Now: Decodable {
        let now: String
    }

    /// The portal's time, as hubledger writes instants.
    func now() async throws -> String { try await control("GET", "clock", as: Now.self).now }

    private struct Touched: Decodable {
        let touched: Int
        let lastId: String?
    }

    /// Gives the first records behind an id one identical stamp, and values that are new.
    ///
    /// - Returns: how many there were, and the last of them.
    @discardableResult
    func touch(
        _ object: String, _ count: Int, after: String? = nil, at: String? = nil, _ values: String
    ) async throws -> (count: Int, last: String?) {
        let rest = [after.map { "\"after\":\"\($0)\"" }, at.map { "\"at\":\"\($0)\"" }]
            .compactMap { $0 }.map { "," + $0 }.joined()
        let answer = try await control(
            "POST", "touch",
            "{\"type\":\"\(object)\",\"count\":\(count)\(rest),\"properties\":{\(values)}}",
            as: Touched.self)
        return (answer.touched, answer.lastId)
    }
}

extension Ledger {
    /// A client that hardly waits between two tries, so that a test of them takes no minutes.
    static let impatient = fast + "  longestPause: 30ms\n"

    /// As above, and silence is taken for failure after a second.
    static let hasty = impatient + "  requestTimeout: 1s\n"

    /// Demands that the sequence numbers have no gap and that no record was created twice.
    func expectEachOnce(_ events: [EventLine], _ name: String) {
        let numbers = events.map(\.sequence)
        if numbers != Array(1...max(1, numbers.count)) { Issue.record("\(name): gaps in the log") }
        let created = events.filter { $0.kind == "created" }.map {
            "\($0.object ?? "")/\($0.id ?? "")"
        }
        if Set(created).count != created.count { Issue.record("\(name): records created twice") }
        let changes = events.filter { $0.kind != "historyLearned" }
        for event in changes
        where event.changes?.contains(where: { $0.before == $0.after && $0.erased != true }) == true
        {
            Issue.record("\(name): event \(event.sequence) changes nothing: \(event.content)")
        }
    }
}
