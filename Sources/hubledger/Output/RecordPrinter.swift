import EventStore
import HubSpotModel

/// Prints records as JSON lines.
struct RecordPrinter {
    /// Also absorbed, purged and erased ones, with their state.
    let all: Bool

    private static let chunkBytes = 1 << 16

    func print(
        _ object: ObjectType, of reader: LedgerReader, to write: ([UInt8]) -> Void
    ) throws {
        var output = JSONText()
        try reader.forEachRecord(of: object, includingGone: all) { row, symbols in
            RecordLines(symbols: symbols, showsState: all).write(row, to: &output)
            if output.bytes.count >= Self.chunkBytes {
                write(output.bytes)
                output.removeAll()
            }
            return true
        }
        write(output.bytes)
    }
}
