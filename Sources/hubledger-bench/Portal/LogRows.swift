import EventStore
import Foundation
import HubSpotModel
import LMDB

/// Rows of a log as bytes, to write the same ones without the program around them.
struct LogRows {
    struct Row {
        let key: [UInt8]
        let value: [UInt8]
    }

    /// Key and bytes of each block, oldest first.
    private(set) var blocks: [(key: UInt64, value: [UInt8])] = []
    private var current: [Row] = []

    /// Reads blocks from an event on, and all current images, from a copy of the log.
    init(of reader: LedgerReader, from first: SequenceNumber, by path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try reader.copyCompacted(to: path + "/data.mdb")
        let environment = try Environment.openExisting(at: path)
        let blockTable: Table<UInt64> = try environment.table("blocks")
        let currentTable: Table<[UInt8]> = try environment.table("current")
        try environment.read { transaction in
            try blockTable.scan(from: first.rawValue, in: transaction) { key, value in
                blocks.append((try blockTable.key(key), value.copied()))
                return .next
            }
            try currentTable.scan(in: transaction) { key, value in
                current.append(Row(key: key.copied(), value: value.copied()))
                return .next
            }
        }
    }

    /// As many images as a commit changes, all over the table.
    func images(of block: Int, count: Int) -> [Row] {
        var random = SplitMix64(seed: UInt64(block))
        return (0..<count).map { _ in current[random.below(current.count)] }
    }
}
