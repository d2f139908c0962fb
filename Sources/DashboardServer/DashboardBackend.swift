/// What the server asks of the rest of the program; every answer is JSON in UTF-8.
package protocol DashboardBackend: Sendable {
    /// The status document of `hubledger status --json`.
    func status() async throws -> [UInt8]
    /// The events from a position on, one JSON object a line; at most ``eventsMax`` of them.
    func events(from sequence: UInt64) async throws -> [UInt8]
    /// The current records of a type, one JSON object a line; `nil` for an unknown type.
    func records(of object: String) async throws -> [UInt8]?
}

extension DashboardBackend {
    /// The most events that one answer of `/api/events` holds; ask again from the next position.
    package static var eventsMax: Int { 10_000 }
}
