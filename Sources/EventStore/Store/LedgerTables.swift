import HubSpotModel
import LMDB

/// The tables of a log, and how their rows are read; the names are stored.
struct LedgerTables: Sendable {
    /// First sequence number → block.
    let blocks: Table<UInt64>
    let personal: Table<PersonalRowKey>
    /// Code → text: an index of what the blocks define.
    let symbols: Table<UInt64>
    let current: Table<RecordRowKey>
    let stamps: Table<RecordRowKey>
    let links: Table<LinkRowKey>
    let history: Table<RecordRowKey>
    let meta: Table<[UInt8]>
    let sync: Table<[UInt8]>
    /// Run number → what the caller tells of it.
    let runs: Table<UInt64>

    init(_ opener: borrowing TableOpener) throws {
        blocks = try opener.table("blocks")
        personal = try opener.table("personal")
        symbols = try opener.table("symbols")
        current = try opener.table("current")
        stamps = try opener.table("stamps")
        links = try opener.table("links")
        history = try opener.table("history")
        meta = try opener.table("meta")
        sync = try opener.table("sync")
        runs = try opener.table("runs")
    }

    /// Keys of the rows of `meta`.
    enum MetaKey {
        static let identity = Array("identity".utf8)
        static let portal = Array("portal".utf8)
        static let head = Array("head".utf8)
        static let counts = Array("counts".utf8)
    }
}

// MARK: - Reading rows

extension LedgerTables {
    func identity<Mode>(in transaction: borrowing Transaction<Mode>) throws -> LedgerIdentity {
        let identity = try meta.withValue(for: MetaKey.identity, in: transaction) { bytes in
            do throws(FormatFault) {
                return try LedgerIdentity(bytes)
            } catch {
                throw LedgerError(.foreign, "this is no ledger of this program: \(error)")
            }
        }
        guard let identity else {
            throw LedgerError(.foreign, "the database has no identity of a ledger")
        }
        return identity
    }

    func head<Mode>(in transaction: borrowing Transaction<Mode>) throws -> LedgerHead {
        let head = try meta.withValue(for: MetaKey.head, in: transaction) { bytes in
            try Self.row("meta") { () throws(FormatFault) in try LedgerHead(bytes) }
        }
        guard let head else { throw LedgerError(.damagedRow("meta"), "the log has no head") }
        return head
    }

    func counts<Mode>(in transaction: borrowing Transaction<Mode>) throws -> CountTable {
        try meta.withValue(for: MetaKey.counts, in: transaction) { bytes in
            try Self.row("meta") { () throws(FormatFault) in try CountTable(bytes) }
        } ?? CountTable()
    }

    func portalID<Mode>(in transaction: borrowing Transaction<Mode>) throws -> UInt64? {
        try meta.withValue(for: MetaKey.portal, in: transaction) { bytes in
            try Self.row("meta") { () throws(FormatFault) in
                var reader = ByteReader()
                let portal: UInt64 = try reader.fixed(bytes)
                try reader.requireEnd(bytes)
                return portal
            }
        }
    }

    func image<Mode>(
        of key: RecordKey, symbols: Int, in transaction: borrowing Transaction<Mode>
    ) throws -> RecordImage? {
        try current.withValue(for: RecordRowKey(key), in: transaction) { bytes in
            try Self.row("current") { () throws(FormatFault) in
                try RecordImage(key: key, bytes, symbolEnd: UInt64(symbols) + 1)
            }
        }
    }

    func stamps<Mode>(
        of key: RecordKey, in transaction: borrowing Transaction<Mode>
    ) throws -> RecordStamps? {
        try stamps.withValue(for: RecordRowKey(key), in: transaction) { bytes in
            try Self.row("stamps") { () throws(FormatFault) in try RecordStamps(bytes) }
        }
    }

    func links<Mode>(
        of key: RecordKey, to object: ObjectType, symbols: Int,
        in transaction: borrowing Transaction<Mode>
    ) throws -> LinkList {
        try links.withValue(for: LinkRowKey(from: key, to: object), in: transaction) { bytes in
            try Self.row("links") { () throws(FormatFault) in
                try LinkList(from: key, to: object, bytes, symbolEnd: UInt64(symbols) + 1)
            }
        } ?? LinkList(from: key, to: object)
    }

    func history<Mode>(
        of key: RecordKey, symbols: Int, in transaction: borrowing Transaction<Mode>
    ) throws -> KnownHistory {
        try history.withValue(for: RecordRowKey(key), in: transaction) { bytes in
            try Self.row("history") { () throws(FormatFault) in
                try KnownHistory(key: key, bytes, symbolEnd: UInt64(symbols) + 1)
            }
        } ?? KnownHistory(key: key)
    }

    func personalText<Mode>(
        _ reference: PersonalReference, in transaction: borrowing Transaction<Mode>
    ) throws -> PersonalText? {
        try personal.withValue(for: PersonalRowKey(reference), in: transaction) { bytes in
            try Self.row("personal") { () throws(FormatFault) in try PersonalText(bytes) }
        }
    }

    /// Adds the symbols that `table` lacks, up to `count`.
    func extend<Mode>(
        _ table: inout SymbolTable, to count: Int, in transaction: borrowing Transaction<Mode>
    ) throws {
        guard table.count < count else { return }
        var extended = table
        try symbols.scan(from: UInt64(table.count) + 1, in: transaction) { key, value in
            let text = try Self.row("symbols") { () throws(FormatFault) in
                try ByteReader.text(value, 0..<value.byteCount)
            }
            let code = UInt64(extended.count) + 1
            guard try symbols.key(key) == code, extended.define(text).code == code else {
                throw LedgerError(.damagedRow("symbols"), "symbol \(code) is not where it belongs")
            }
            return extended.count < count ? .next : .stop
        }
        guard extended.count == count else {
            throw LedgerError(
                .damagedRow("symbols"), "there are \(extended.count) symbols of \(count)")
        }
        table = extended
    }

    /// Names the table when one of its rows cannot be read.
    static func row<Row>(
        _ table: String, _ read: () throws(FormatFault) -> Row
    ) throws(LedgerError) -> Row {
        do throws(FormatFault) {
            return try read()
        } catch {
            throw LedgerError(
                .damagedRow(table), "a row of the table \(table) cannot be read: \(error)")
        }
    }
}
