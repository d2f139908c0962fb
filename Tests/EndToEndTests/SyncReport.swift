/// The run report of `sync --json`.
struct SyncReport: Decodable, Sendable {
    struct Requests: Decodable, Sendable {
        let total: Int
        let byKind: [String: Int]
        let retries: Int
    }

    struct Pass: Decodable, Sendable {
        let pass: String
        let events: Int
    }

    struct Projections: Decodable, Sendable {
        let events: Int
        let recordRowsRead: Int
        let rebuilt: Bool
    }

    struct Verdict: Decodable, Sendable {
        let state: String
        let reasons: [String]
    }

    let run: Int
    let passes: [Pass]
    let requests: Requests
    let events: Int
    let records: [String: Int]
    let seconds: Double
    let head: Int
    let verdict: Verdict
    let unreadable: [String: String]
    let indexLag: [String: Int]?
    let projections: Projections?
}
