import HubSpotModel
import LMDB

extension LedgerReader {
    /// Checks every block: its hash, that it follows the one before, its definitions, and the end.
    ///
    /// - Throws: ``LedgerError``: `.damaged` naming the first block that cannot be trusted.
    package func verifyChain() throws -> LedgerVerification {
        let head = try head()
        var verification = LedgerVerification()
        var last: EventBatch?
        try forEachBatch(through: head.sequence, verifyingHashes: true) { batch in
            verification.blocks += 1
            verification.events += batch.events.count
            verification.head = batch.lastSequence
            last = batch
            return true
        }
        guard last?.hash ?? ChainHash.origin(ledgerID: identity.ledgerID) == head.hash,
            last?.lastSequence ?? .zero == head.sequence, last?.observedTime == head.observedTime,
            UInt64(verification.blocks) == head.blocks
        else {
            throw LedgerError(
                .damaged(head.sequence), "the head does not say what the last block says")
        }
        let symbols = last.map { $0.symbolsBefore + $0.newSymbols.count } ?? 0
        guard symbols == Int(head.symbols) else {
            throw LedgerError(
                .damaged(head.sequence), "the head counts \(head.symbols) symbols of \(symbols)")
        }
        return verification
    }

    /// Checks that the tables beside the blocks are what the blocks say: images, links, history,
    /// symbols, counts, and every personal text.
    ///
    /// Folds the whole log in memory, with the hashes of ``verifyChain()`` checked on the way. Runs
    /// in one transaction: the tables are compared at one state.
    ///
    /// - Throws: ``LedgerError``: `.damaged`, or `.inconsistent` naming an event of the first record
    ///   that differs.
    package func verifyCurrent() throws -> LedgerVerification {
        try read { (store, transaction) in
            var fold = LedgerFold(identity: store.identity)
            try store.tables.blocks.scan(in: transaction) { key, value in
                let sequence = SequenceNumber(try store.tables.blocks.key(key))
                let block = try BlockDecoder.block(
                    value, at: sequence, verifyingHash: true, keepingHashes: true)
                try fold.fold(block)
                return .next
            }
            return try fold.compare(with: store.tables, in: transaction)
        }
    }
}
