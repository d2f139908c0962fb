package import HubSpotModel
import LMDB

extension LedgerReader {
    /// Rows read in one transaction.
    private static let pageRows = 1_000

    /// What the ledger knows of one record now, or `nil`.
    package func record(_ key: RecordKey) throws(LedgerError) -> RecordRow? {
        try read { (store, transaction) in
            let symbols = Int(try store.tables.head(in: transaction).symbols)
            let image = try store.tables.image(of: key, symbols: symbols, in: transaction)
            return try image.map { image in
                try store.row(of: image, symbols: symbols, in: transaction)
            }
        }
    }

    /// The images of records, in their order; `nil` for those that the ledger does not know.
    package func images(of keys: [RecordKey]) throws(LedgerError) -> [RecordImage?] {
        try read { (store, transaction) in
            let symbols = Int(try store.tables.head(in: transaction).symbols)
            return try keys.map {
                try store.tables.image(of: $0, symbols: symbols, in: transaction)
            }
        }
    }

    /// The stamps of records, in their order; `nil` for those without.
    package func stamps(of keys: [RecordKey]) throws(LedgerError) -> [RecordStamps?] {
        try read { (store, transaction) in
            try keys.map { try store.tables.stamps(of: $0, in: transaction) }
        }
    }

    /// The versions of a record's properties that the ledger has learned.
    package func knownHistory(of key: RecordKey) throws(LedgerError) -> KnownHistory {
        try read { (store, transaction) in
            let symbols = Int(try store.tables.head(in: transaction).symbols)
            return try store.tables.history(of: key, symbols: symbols, in: transaction)
        }
    }

    /// Lends the records of a type to `body`, in the order of their keys: numbers first, by value.
    ///
    /// Goes through the table in pages; a commit in between may show in the later ones.
    ///
    /// - Parameters:
    ///   - first: The id to begin with, whether it is there or not; `nil` begins with the first.
    ///   - includingGone: Whether absorbed, purged and erased records come too.
    ///   - body: Takes a record and the symbols to read it with; answers whether to go on.
    package func forEachRecord(
        of object: ObjectType, from first: RecordID? = nil, includingGone: Bool = false,
        _ body: (RecordRow, SymbolTable) throws -> Bool
    ) throws {
        var start = RecordRowKey(RecordKey(object, first ?? .number(0)))
        while true {
            let (rows, last, symbols) = try page(of: object, from: start, includingGone)
            for row in rows { guard try body(row, symbols) else { return } }
            guard let last else { return }
            start = RecordRowKey(last)
        }
    }

    /// A page of rows, and the key at which the next one starts.
    private func page(
        of object: ObjectType, from start: RecordRowKey, _ includingGone: Bool
    ) throws(LedgerError) -> ([RecordRow], RecordKey?, SymbolTable) {
        try read { (store, transaction) in
            let count = Int(try store.tables.head(in: transaction).symbols)
            var images: [RecordImage] = []
            var next: RecordKey?
            var seen = 0
            try store.tables.current.scan(from: start, in: transaction) { bytes, value in
                let key = try store.tables.current.key(bytes).record
                guard key.object == object else { return .stop }
                guard seen < Self.pageRows else {
                    next = key
                    return .stop
                }
                seen += 1
                let image = try LedgerTables.row("current") { () throws(FormatFault) in
                    try RecordImage(key: key, value, symbolEnd: UInt64(count) + 1)
                }
                let isGone = image.isErased || image.state == .merged || image.state == .purged
                if includingGone || !isGone { images.append(image) }
                return .next
            }
            let rows = try images.map { image in
                try store.row(of: image, symbols: count, in: transaction)
            }
            return (rows, next, try self.symbols(count, in: transaction))
        }
    }

    /// The images of a type's records without what lies beside them, absorbed and purged ones too,
    /// in the order of their keys.
    package func forEachImage(
        of object: ObjectType, _ body: (RecordImage) throws -> Void
    ) throws {
        var start: RecordRowKey? = RecordRowKey(RecordKey(object, .number(0)))
        while let from = start {
            start = nil
            var page: [RecordImage] = []
            try read { (store, transaction) in
                let symbols = UInt64(try store.tables.head(in: transaction).symbols)
                try store.tables.current.scan(from: from, in: transaction) { bytes, value in
                    let key = try store.tables.current.key(bytes)
                    guard key.record.object == object else { return .stop }
                    guard page.count < Self.pageRows * 10 else {
                        start = key
                        return .stop
                    }
                    page.append(
                        try LedgerTables.row("current") { () throws(FormatFault) in
                            try RecordImage(key: key.record, value, symbolEnd: symbols + 1)
                        })
                    return .next
                }
            }
            for image in page { try body(image) }
        }
    }

    /// The keys and stamps of a type's records, in the order of their keys.
    package func forEachStamp(
        of object: ObjectType, _ body: (RecordKey, RecordStamps) throws -> Void
    ) throws {
        var start: RecordRowKey? = RecordRowKey(RecordKey(object, .number(0)))
        while let from = start {
            start = nil
            var page: [(RecordKey, RecordStamps)] = []
            try read { (store, transaction) in
                try store.tables.stamps.scan(from: from, in: transaction) { bytes, value in
                    let key = try store.tables.stamps.key(bytes)
                    guard key.record.object == object else { return .stop }
                    guard page.count < Self.pageRows * 10 else {
                        start = key
                        return .stop
                    }
                    let stamps = try LedgerTables.row("stamps") { () throws(FormatFault) in
                        try RecordStamps(value)
                    }
                    page.append((key.record, stamps))
                    return .next
                }
            }
            for (key, stamps) in page { try body(key, stamps) }
        }
    }
}

// MARK: - Personal texts

extension LedgerReader {
    /// The text behind a personal value; `nil` when it was erased.
    package func personalText(_ reference: PersonalReference) throws(LedgerError) -> String? {
        try read { (store, transaction) in
            try store.tables.personalText(reference, in: transaction)?.text
        }
    }

    /// The texts behind personal values; those that were erased are absent.
    package func personalTexts(
        _ references: some Sequence<PersonalReference>
    ) throws(LedgerError) -> [PersonalReference: String] {
        try read { (store, transaction) in
            try store.personalTexts(references, in: transaction)
        }
    }
}

extension LedgerStore {
    func personalTexts<Mode>(
        _ references: some Sequence<PersonalReference>, in transaction: borrowing Transaction<Mode>
    ) throws -> [PersonalReference: String] {
        var texts: [PersonalReference: String] = [:]
        for reference in references {
            texts[reference] = try tables.personalText(reference, in: transaction)?.text
        }
        return texts
    }

    fileprivate func row<Mode>(
        of image: RecordImage, symbols: Int, in transaction: borrowing Transaction<Mode>
    ) throws -> RecordRow {
        var links: [LinkList] = []
        for kind in AssociationKind.all where kind.from == image.key.object {
            let list = try tables.links(
                of: image.key, to: kind.to, symbols: symbols, in: transaction)
            if !list.links.isEmpty { links.append(list) }
        }
        let references = image.properties.compactMap { property -> PersonalReference? in
            guard case .personal(let reference) = property.value else { return nil }
            return reference
        }
        return RecordRow(
            image: image, stamps: try tables.stamps(of: image.key, in: transaction),
            links: links.sorted { $0.to.rawValue < $1.to.rawValue },
            personalTexts: try personalTexts(references, in: transaction))
    }
}
