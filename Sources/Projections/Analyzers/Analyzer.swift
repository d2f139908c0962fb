/// Owns a read model and keeps it in step with the records.
///
/// Another analyzer plugs in by taking the same changes and keeping tables of its own.
package protocol Analyzer: Sendable {
    /// Stored: names the checkpoint.
    static var name: String { get }
    /// Raised when the meaning of its rows changes: the engine rebuilds.
    static var version: Int { get }

    init(context: ProjectionContext, source: (any RowSource)?)

    /// Replaces what records contributed with what they contribute now.
    mutating func fold(_ changes: ImageChanges) throws
    /// Appends every row that changed since the last drain.
    mutating func drain(into changes: inout [RowChange])
    /// Drops rows from memory; they are read again when needed.
    mutating func evict() throws
    /// Rows read from the source so far.
    var rowsRead: Int { get }
    /// Rows in memory that would be stored.
    var rowCount: Int { get }
}
