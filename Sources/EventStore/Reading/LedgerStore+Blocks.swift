import HubSpotModel
import LMDB

extension LedgerStore {
    /// The first sequence number of the block that holds `sequence`; `nil` when none does.
    func blockKey<Mode>(
        holding sequence: SequenceNumber, in transaction: borrowing Transaction<Mode>
    ) throws -> UInt64? {
        try header(holding: sequence, in: transaction)?.firstSequence
    }

    /// The header of the block that holds `sequence`; `nil` when none does.
    func header<Mode>(
        holding sequence: SequenceNumber, in transaction: borrowing Transaction<Mode>
    ) throws -> BlockHeader? {
        let header = try header(startingAtOrBefore: sequence.rawValue, in: transaction)
        guard let header, sequence.rawValue <= header.lastSequence else { return nil }
        return header
    }

    /// The header of the last block that starts at or before `sequence`.
    func header<Mode>(
        startingAtOrBefore sequence: UInt64, in transaction: borrowing Transaction<Mode>
    ) throws -> BlockHeader? {
        var found: BlockHeader?
        try tables.blocks.scan(.descending, from: sequence, in: transaction) { key, value in
            found = try Self.header(value, at: SequenceNumber(try tables.blocks.key(key)))
            return .stop
        }
        return found
    }

    static func header(
        _ bytes: RawSpan, at sequence: SequenceNumber
    ) throws(LedgerError) -> BlockHeader {
        do throws(FormatFault) {
            let header = try BlockHeader(bytes)
            guard header.firstSequence == sequence.rawValue else {
                throw .outOfRange("the first sequence number")
            }
            return header
        } catch {
            throw LedgerError(
                .damaged(sequence), "the block at \(sequence) cannot be read: \(error)")
        }
    }
}
