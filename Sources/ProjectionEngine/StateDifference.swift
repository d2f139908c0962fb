package import HubSpotModel
package import Projections

/// The first row in which stored states are not what the log says: they must be made anew.
package struct StateDifference: Error, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// A row that the log does not lead to.
        case surplus
        case missing
        /// Another value than the log leads to.
        case different
    }

    package let table: StateTableID
    /// Without the byte of the table.
    package let key: [UInt8]
    package let kind: Kind
    /// The log position of the state.
    package let sequence: SequenceNumber
    /// Whether the state is a frozen one, and not the live one.
    package let isFrozen: Bool

    package var description: String {
        let difference =
            switch kind {
            case .surplus: "is a row that the log does not lead to"
            case .missing: "is missing"
            case .different: "is another than the log leads to"
            }
        return "the \(isFrozen ? "frozen " : "")states at event \(sequence) differ from a replay: "
            + "table \(table.name), key \(keyText) \(difference); run `hubledger replay`"
    }

    /// The number of a record that has one, else the bytes in hexadecimal.
    package var keyText: String {
        if StateTableID.keyedByRecord.contains(table), key.count == 8, let first = key.first,
            first < 0x80, let number = UInt64(bigEndianBytes: key)
        {
            return String(number)
        }
        return key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension StateTableID {
    fileprivate static let keyedByRecord: Set<StateTableID> = [
        .contacts, .companies, .deals, .calls, .meetings, .tasks, .notes, .emails, .owners,
        .pipelineDeals, .dealActivities, .openTasks,
    ]
}
