import HubSpotModel
import LMDB

/// The fold of a log's blocks: what the tables beside them must say.
struct LedgerFold {
    private struct Personal {
        let hash: [UInt8]
        let key: RecordKey?
    }

    private var verification = LedgerVerification()
    private var symbols = SymbolTable()
    private var images: [RecordKey: RecordImage] = [:]
    private var links: [LinkRowKey: LinkList] = [:]
    /// The last event that touched a list of links.
    private var linkSequences: [LinkRowKey: SequenceNumber] = [:]
    private var histories: [RecordKey: KnownHistory] = [:]
    private var personal: [PersonalReference: Personal] = [:]
    private var head: LedgerHead

    init(identity: LedgerIdentity) {
        head = LedgerHead(
            sequence: .zero, hash: ChainHash.origin(ledgerID: identity.ledgerID),
            observedTime: nil, blocks: 0, symbols: 0)
    }

    mutating func fold(_ block: DecodedBlock) throws(LedgerError) {
        let batch = block.batch
        let expected = head.sequence.next
        guard batch.firstSequence == expected else {
            throw LedgerError(.damaged(expected), "the block at \(expected) is missing")
        }
        guard batch.previousHash == head.hash,
            batch.symbolsBefore == symbols.count
        else {
            throw LedgerError(
                .damaged(batch.firstSequence),
                "the block at \(batch.firstSequence) does not follow the one before")
        }
        for text in batch.newSymbols {
            let code = symbols.count + 1
            guard symbols.define(text).code == code else {
                throw LedgerError(
                    .damaged(batch.firstSequence),
                    "the block at \(batch.firstSequence) defines a symbol again")
            }
        }
        var hashes = block.personalHashes[...]
        for event in batch.events {
            for change in batch.changes[event.changes] {
                guard case .personal(let reference) = change.after else { continue }
                personal[reference] = Personal(
                    hash: Array(hashes.prefix(ChainHash.byteCount)), key: event.key)
                hashes = hashes.dropFirst(ChainHash.byteCount)
            }
            fold(event, batch)
        }
        verification.blocks += 1
        verification.events += batch.events.count
        verification.head = batch.lastSequence
        head = LedgerHead(
            sequence: batch.lastSequence, hash: batch.hash, observedTime: batch.observedTime,
            blocks: head.blocks + 1, symbols: UInt32(symbols.count))
    }

    private mutating func fold(_ event: LedgerEvent, _ batch: EventBatch) {
        guard let key = event.key else { return }
        let changes = batch.changes[event.changes]
        images[key] = RecordImage.folding(event, changes, into: images[key])
        if event.kind == .historyLearned {
            histories[key, default: KnownHistory(key: key)].fold(event, changes)
        }
        for change in batch.links[event.links] {
            let row = LinkRowKey(from: key, to: change.target.object)
            links[row, default: LinkList(from: key, to: row.to)].fold(change)
            linkSequences[row] = event.sequence
        }
    }
}

// MARK: - Comparing

extension LedgerFold {
    /// Compares every table with the fold and names the first row that differs.
    mutating func compare(
        with tables: LedgerTables, in transaction: borrowing ReadTransaction
    ) throws -> LedgerVerification {
        guard try tables.head(in: transaction) == head else {
            throw LedgerError(
                .damaged(head.sequence), "the head does not say what the last block says")
        }
        try compareSymbols(tables, in: transaction)
        try compareImages(tables, in: transaction)
        try compareLinks(tables, in: transaction)
        try compareHistories(tables, in: transaction)
        try comparePersonalTexts(tables, in: transaction)
        verification.records = images.count
        return verification
    }

    private func compareSymbols(
        _ tables: LedgerTables, in transaction: borrowing ReadTransaction
    ) throws {
        var code: UInt64 = 0
        try tables.symbols.scan(in: transaction) { key, value in
            code += 1
            let stored = try tables.symbols.key(key)
            guard stored == code, code <= UInt64(symbols.count),
                value.copied() == Array(symbols.text(Symbol(code: UInt32(code))).utf8)
            else {
                throw LedgerError(
                    .inconsistent(head.sequence),
                    "symbol \(stored) is not the one the blocks define")
            }
            return .next
        }
        guard code == UInt64(symbols.count) else {
            throw LedgerError(
                .inconsistent(head.sequence), "the table symbols lacks symbol \(code + 1)")
        }
    }

    private func compareImages(
        _ tables: LedgerTables, in transaction: borrowing ReadTransaction
    ) throws {
        var counts = CountTable()
        var rows = 0
        try tables.current.scan(in: transaction) { bytes, value in
            let key = try tables.current.key(bytes).record
            let stored = try? RecordImage(key: key, value, symbolEnd: UInt64(symbols.count) + 1)
            guard let image = images[key], stored == image else {
                throw difference("current", key, images[key]?.lastSequence)
            }
            counts.move(key.object, from: nil, to: image)
            rows += 1
            return .next
        }
        guard rows == images.count else {
            let missing = try images.keys.sorted().first {
                try !tables.current.contains(RecordRowKey($0), in: transaction)
            }
            throw difference("current", missing, missing.flatMap { images[$0]?.lastSequence })
        }
        guard try tables.counts(in: transaction) == counts else {
            throw LedgerError(
                .inconsistent(head.sequence), "the counts of records are not those of the blocks")
        }
    }

    private func compareLinks(
        _ tables: LedgerTables, in transaction: borrowing ReadTransaction
    ) throws {
        var rows = 0
        try tables.links.scan(in: transaction) { bytes, value in
            let key = try tables.links.key(bytes)
            let stored = try? LinkList(
                from: key.from, to: key.to, value, symbolEnd: UInt64(symbols.count) + 1)
            guard let list = links[key], !list.links.isEmpty, stored == list else {
                throw difference("links", key.from, linkSequences[key])
            }
            rows += 1
            return .next
        }
        let expected = links.filter { !$0.value.links.isEmpty }
        guard rows == expected.count else {
            let missing = try expected.keys.first {
                try !tables.links.contains($0, in: transaction)
            }
            throw difference("links", missing?.from, missing.flatMap { linkSequences[$0] })
        }
    }

    private func compareHistories(
        _ tables: LedgerTables, in transaction: borrowing ReadTransaction
    ) throws {
        var rows = 0
        try tables.history.scan(in: transaction) { bytes, value in
            let key = try tables.history.key(bytes).record
            let stored = try? KnownHistory(
                key: key, value, symbolEnd: UInt64(symbols.count) + 1)
            guard let history = histories[key], stored == history else {
                throw difference("history", key, images[key]?.lastSequence)
            }
            rows += 1
            return .next
        }
        guard rows == histories.count else {
            let missing = try histories.keys.sorted().first {
                try !tables.history.contains(RecordRowKey($0), in: transaction)
            }
            throw difference("history", missing, missing.flatMap { images[$0]?.lastSequence })
        }
    }

    /// Every text has its hash in a block; one that is missing belongs to an erased record.
    private mutating func comparePersonalTexts(
        _ tables: LedgerTables, in transaction: borrowing ReadTransaction
    ) throws {
        var found: Set<PersonalReference> = []
        try tables.personal.scan(in: transaction) { bytes, value in
            let reference = try tables.personal.key(bytes).reference
            guard let expected = personal[reference],
                ChainHash.sha256(value, RawSpan()) == expected.hash
            else {
                throw LedgerError(
                    .inconsistent(reference.sequence),
                    "a personal text of event \(reference.sequence) is not the one it learned")
            }
            found.insert(reference)
            return .next
        }
        verification.personalTexts = found.count
        for (reference, expected) in personal where !found.contains(reference) {
            guard let key = expected.key, images[key]?.isErased == true else {
                throw LedgerError(
                    .inconsistent(reference.sequence),
                    "a personal text of event \(reference.sequence) is missing, and nothing erased it"
                )
            }
            verification.erasedTexts += 1
        }
    }

    private func difference(
        _ table: String, _ key: RecordKey?, _ sequence: SequenceNumber?
    ) -> LedgerError {
        LedgerError(
            .inconsistent(sequence ?? head.sequence),
            "the table \(table) does not hold of \(key?.description ?? "a record") what the blocks say"
        )
    }
}
