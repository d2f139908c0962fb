package import HubSpotModel
import LMDB

extension LedgerTransaction {
    /// Deletes every personal text the ledger ever held of a record, and appends `redacted`.
    ///
    /// The values stay present; their texts are missing from then on, and new ones are dropped before
    /// they are compared. Reads the whole log. The bytes leave the file when it is compacted.
    ///
    /// - Returns: How many texts were deleted.
    /// - Throws: ``LedgerError`` of code `.notInLedger` when the ledger has no such record.
    @discardableResult
    package mutating func erase(_ key: RecordKey) throws -> Int { try erase([key]) }

    /// Erases several records in one reading of the log.
    @discardableResult
    package mutating func erase(_ keys: Set<RecordKey>) throws -> Int {
        guard !keys.isEmpty else { return 0 }
        for key in keys where try image(of: key) == nil {
            throw LedgerError(.notInLedger, "this ledger has no record \(key)")
        }
        let references = try personalReferences(of: keys)
        var deletedInAll = 0
        for key in keys.sorted() {
            guard let image = try image(of: key) else { continue }
            var deleted = 0
            for reference in references[key] ?? [] {
                let found = try tables.personal.delete(PersonalRowKey(reference), in: transaction)
                deleted += found ? 1 : 0
            }
            guard deleted > 0 || !image.isErased else { continue }
            scratch.removeAll(keepingCapacity: true)
            let event = try appendEvent(.redacted, of: key, sourceTime: nil, cause: nil)
            try store(event, onto: image)
            deletedInAll += deleted
        }
        return deletedInAll
    }

    /// Where the texts lie that events of these records learned, also those of this commit.
    private func personalReferences(
        of keys: Set<RecordKey>
    ) throws -> [RecordKey: [PersonalReference]] {
        var references: [RecordKey: [PersonalReference]] = [:]
        func collect(_ event: LedgerEvent, _ changes: [PropertyChange]) {
            guard let key = event.key, keys.contains(key) else { return }
            for change in changes[event.changes] {
                if case .personal(let reference) = change.after {
                    references[key, default: []].append(reference)
                }
            }
        }
        try tables.blocks.scan(in: transaction) { bytes, value in
            let sequence = SequenceNumber(try tables.blocks.key(bytes))
            let batch = try BlockDecoder.decode(value, at: sequence)
            for event in batch.events { collect(event, batch.changes) }
            return .next
        }
        for event in contents.events { collect(event, contents.changes) }
        return references
    }
}
