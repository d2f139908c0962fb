package import HubSpotModel

/// What one run did: printed by `sync --json` and kept with the ledger.
package struct RunReport: Sendable, Codable, Equatable {
    package struct Pass: Sendable, Codable, Equatable {
        package var pass: String
        package var events: Int
    }

    package struct Requests: Sendable, Codable, Equatable {
        package var total: Int
        package var byKind: [String: Int]
        package var retries: Int
        /// Waiting for rate limits, summed over requests.
        package var throttledSeconds: Double
    }

    package var run: UInt64
    /// `completed`, or `running` while it lasts and after a kill.
    package var state: String
    package var startedAt: String
    package var endedAt: String?
    package var passes: [Pass]
    package var requests: Requests
    /// Events of records; those of the ledger itself are not counted.
    package var events: Int
    /// Records read, by type.
    package var records: [String: Int]
    package var seconds: Double
    /// The last sequence number after the run.
    package var head: UInt64
    package var verdict: Verdict
    /// Types that could not be read, with the reason.
    package var unreadable: [String: String]
    /// How late HubSpot's search was seen to be in the last seven days, seconds, by type.
    package var indexLag: [String: Int]?
}
