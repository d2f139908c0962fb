/// How late HubSpot's search index was seen to be.
///
/// A change is late when a search that was made after its stamp did not show it. Its lag is what
/// lies between its stamp and the first search that did, so it includes the time between two runs.
package struct IndexLag: Codable, Sendable, Equatable {
    /// Late changes found so far.
    package var found = 0
    /// The greatest lag of the last seven days, milliseconds; 0 when nothing was late.
    package var worst: Int64 = 0
    /// When the greatest was found, portal time.
    package var worstAt: Int64 = 0
    /// When a late change was found last, portal time; 0 when none was.
    package var lastAt: Int64 = 0

    package init() {}

    static let memoryMilliseconds: Int64 = 7 * 86_400_000

    /// Takes over what one pass found.
    mutating func add(_ lags: [Int64], at time: Int64) {
        if time - worstAt > Self.memoryMilliseconds { worst = 0 }
        guard let greatest = lags.max() else { return }
        found += lags.count
        lastAt = max(lastAt, time)
        if greatest >= worst {
            worst = greatest
            worstAt = time
        }
    }
}
