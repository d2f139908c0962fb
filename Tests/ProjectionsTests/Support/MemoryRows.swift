import Projections
import Synchronization

/// Rows in memory, as an engine would keep them.
final class MemoryRows: RowSource {
    private let tables = Mutex<[StateTableID: [[UInt8]: [UInt8]]]>([:])

    func write(_ changes: [RowChange]) {
        tables.withLock { tables in
            for change in changes { tables[change.table, default: [:]][change.key] = change.value }
        }
    }

    func row(_ table: StateTableID, key: [UInt8]) throws -> [UInt8]? {
        tables.withLock { $0[table]?[key] }
    }

    func rows(_ table: StateTableID, prefix: [UInt8]) throws -> [StoredRow] {
        tables.withLock { tables in
            (tables[table] ?? [:]).filter { $0.key.starts(with: prefix) }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { StoredRow(key: $0.key, value: $0.value) }
        }
    }

    func count(_ table: StateTableID) -> Int { tables.withLock { $0[table]?.count ?? 0 } }
}
