package import HubSpotModel
import LMDB

extension LedgerReader {
    /// The bytes of blocks decoded in one transaction, at most; at least one block is.
    private static let pageBytes = 256 << 10

    /// Lends the blocks that hold the events from `first` to `last` to `body`, oldest first.
    ///
    /// The first and the last block may hold more events than asked for. That each follows the one
    /// before, by sequence number, hash and symbols, is checked as it goes. A block is a copied value.
    ///
    /// - Parameters:
    ///   - first: From 1.
    ///   - last: The head where `nil`; events that are appended meanwhile are not included then.
    ///   - verifyingHashes: Whether to compare each block's hash with its bytes.
    ///   - body: Answers whether to go on.
    /// - Throws: What `body` throws, or ``LedgerError``: `.damaged` naming the block,
    ///   `.notInLedger` when `last` is beyond the head.
    package func forEachBatch(
        from first: SequenceNumber = SequenceNumber(1), through last: SequenceNumber? = nil,
        verifyingHashes: Bool = false, _ body: (EventBatch) throws -> Bool
    ) throws {
        try forEachBlock(
            from: first, through: last, verifyingHashes: verifyingHashes, keepingHashes: false
        ) { try body($0.batch) }
    }

    func forEachBlock(
        from first: SequenceNumber, through last: SequenceNumber?, verifyingHashes: Bool,
        keepingHashes: Bool, _ body: (DecodedBlock) throws -> Bool
    ) throws {
        let head = try head()
        let last = last ?? head.sequence
        guard last <= head.sequence else {
            throw LedgerError(
                .notInLedger, "this ledger ends at \(head.sequence); there is no \(last)")
        }
        guard first.rawValue >= 1, first <= last else { return }
        var next = try read { (store, transaction) in
            try store.blockKey(holding: first, in: transaction)
        }
        var previous: EventBatch?
        while let start = next {
            let page = try page(
                from: start, through: last, verifyingHashes: verifyingHashes,
                keepingHashes: keepingHashes)
            next = nil
            for block in page {
                try Self.checkThat(block.batch, follows: previous, orIsFirst: identity)
                previous = block.batch
                next = block.batch.lastSequence.rawValue + 1
                guard try body(block) else { return }
            }
            if let end = next, end > last.rawValue { return }
            if page.isEmpty { break }
        }
        let end = previous?.lastSequence ?? SequenceNumber(first.rawValue - 1)
        throw LedgerError(.damaged(end.next), "the block at \(end.next) is missing")
    }

    private func page(
        from start: UInt64, through last: SequenceNumber, verifyingHashes: Bool,
        keepingHashes: Bool
    ) throws(LedgerError) -> [DecodedBlock] {
        try read { (store, transaction) in
            var page: [DecodedBlock] = []
            var pageBytes = 0
            try store.tables.blocks.scan(from: start, in: transaction) { key, value in
                let sequence = SequenceNumber(try store.tables.blocks.key(key))
                guard sequence <= last else { return .stop }
                page.append(
                    try BlockDecoder.block(
                        value, at: sequence, verifyingHash: verifyingHashes,
                        keepingHashes: keepingHashes))
                pageBytes += value.byteCount
                return pageBytes < Self.pageBytes ? .next : .stop
            }
            return page
        }
    }

    private static func checkThat(
        _ batch: EventBatch, follows previous: EventBatch?, orIsFirst identity: LedgerIdentity
    ) throws(LedgerError) {
        let sequence = batch.firstSequence
        func require(_ isTrue: Bool, _ sentence: String) throws(LedgerError) {
            guard isTrue else {
                throw LedgerError(.damaged(sequence), "the block at \(sequence) \(sentence)")
            }
        }
        guard let previous else {
            guard sequence.rawValue == 1 else { return }
            try require(
                batch.previousHash == ChainHash.origin(ledgerID: identity.ledgerID),
                "does not belong to this ledger")
            return try require(batch.symbolsBefore == 0, "uses symbols that nothing defines")
        }
        let expected = previous.lastSequence.next
        guard sequence == expected else {
            throw LedgerError(.damaged(expected), "the block at \(expected) is missing")
        }
        try require(batch.previousHash == previous.hash, "does not stand on the one before")
        try require(
            batch.symbolsBefore == previous.symbolsBefore + previous.newSymbols.count,
            "counts the symbols before it wrongly")
        try require(
            batch.observedTime >= previous.observedTime, "is older than the one before")
    }

    /// The last event that was observed at or before `time`; `.zero` when all came later.
    package func sequence(asKnownAt time: Int64) throws(LedgerError) -> SequenceNumber {
        try read { (store, transaction) in
            let head = try store.tables.head(in: transaction)
            guard let headTime = head.observedTime else { return .zero }
            if headTime <= time { return head.sequence }
            // Observed times never go back: halve the span of sequence numbers.
            var known = SequenceNumber.zero
            var low: UInt64 = 1
            var high = head.sequence.rawValue
            while low <= high {
                let middle = low + (high - low) / 2
                guard
                    let header = try store.header(startingAtOrBefore: middle, in: transaction)
                else { break }
                if header.observedTime <= time {
                    known = SequenceNumber(header.lastSequence)
                    low = header.lastSequence + 1
                } else {
                    high = header.firstSequence - 1
                }
            }
            return known
        }
    }

    /// The block that holds `sequence`.
    ///
    /// - Throws: ``LedgerError`` of code `.notInLedger` when there is no such event.
    package func batch(holding sequence: SequenceNumber) throws -> EventBatch {
        var found: EventBatch?
        try forEachBatch(from: sequence, through: sequence) { batch in
            found = batch
            return false
        }
        guard let found else {
            throw LedgerError(.notInLedger, "this ledger has no event \(sequence)")
        }
        return found
    }
}
