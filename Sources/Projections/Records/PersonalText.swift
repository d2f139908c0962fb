package import HubSpotModel

/// A text about a person or their business, in eight bytes: where it lies, not what it says.
package struct PersonalText: Hashable, Sendable {
    /// The slot: a reference in the log shifted left, or a text code with the lowest bit set.
    let packed: Int64

    init(packed: Int64) { self.packed = packed }

    /// The largest sequence number that fits, 2^46 − 1.
    private static let sequenceBits: UInt64 = 46

    init?(_ reference: PersonalReference) {
        guard reference.sequence.rawValue < 1 << Self.sequenceBits else { return nil }
        packed = Int64(reference.sequence.rawValue << 17 | UInt64(reference.index) << 1)
    }

    init(_ code: TextCode) { packed = Int64(code) << 1 | 1 }

    static let none = PersonalText(packed: missing)

    /// Whether the property has a value; that stays true when its text is erased.
    package var isPresent: Bool { packed != missing }

    /// Where the text lies beside the log, or `nil` when it is none that can be erased.
    package var reference: PersonalReference? {
        guard isPresent, packed & 1 == 0 else { return nil }
        let bits = UInt64(bitPattern: packed)
        return PersonalReference(
            sequence: SequenceNumber(bits >> 17), index: UInt16(truncatingIfNeeded: bits >> 1))
    }

    /// The code of a text that is kept in the open, or `nil`.
    var code: TextCode? {
        isPresent && packed & 1 == 1 ? TextCode(truncatingIfNeeded: packed >> 1) : nil
    }
}
