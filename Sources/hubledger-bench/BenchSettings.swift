/// How much is measured; the same settings generate the same data.
struct BenchSettings: Sendable, Codable {
    /// Live records of the simulator's portal at scale 1.
    static let fullPortalRecords = 74_665

    var seed: UInt64
    /// Change events appended and replayed.
    var events: Int
    /// Records of the full-size portal.
    var records: Int
    /// Repeats of what is repeated.
    var runs: Int

    /// Events of one commit: a fetched page.
    static let pageEvents = 100
}
