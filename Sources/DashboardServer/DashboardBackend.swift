/// What the server asks of the rest of the program; every answer is JSON in UTF-8.
///
/// Each may throw a ``RequestRefusal``, which the client reads; any other error is an internal one.
package protocol DashboardBackend: Sendable {
    /// The document of `hubledger status --json`.
    func status() async throws -> [UInt8]
    /// The document of `hubledger metrics` for a reading of the past.
    func metrics(_ reading: ReadingQuery) async throws -> ServedDocument
    /// The document of `hubledger explain METRIC --json`; without a reading, of the figures shown.
    func explanation(
        of metric: String, period: String?, _ reading: ReadingQuery
    ) async throws -> ServedDocument
    /// The document of `hubledger bridge --json`.
    func bridge(from: String, to: String) async throws -> ServedDocument
    /// The events from a position on, as `hubledger log --json` prints them.
    ///
    /// - Parameter limit: the most lines, 1…``ServedLines/linesMax``.
    func events(from sequence: UInt64, limit: Int) async throws -> ServedLines
    /// The current records of a type from an id on, as `hubledger records --json` prints them.
    ///
    /// - Parameter limit: as of ``events(from:limit:)``.
    func records(of object: String, from id: String?, limit: Int) async throws -> ServedLines
}
