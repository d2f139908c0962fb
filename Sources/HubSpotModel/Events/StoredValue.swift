/// Where a personal text lies beside the log.
package struct PersonalReference: Hashable, Sendable {
    /// The event that learned the text.
    package let sequence: SequenceNumber
    /// Its place among the personal values of that event, from 0.
    package let index: UInt16

    @inlinable
    package init(sequence: SequenceNumber, index: UInt16) {
        self.sequence = sequence
        self.index = index
    }
}

/// The value of one property as the log holds it.
///
/// HubSpot sends every value as text. A text takes the most compact case that gives back exactly
/// the same text; `null`, `""` and absent are all `missing`.
package enum StoredValue: Hashable, Sendable {
    case missing
    /// An id, an option of an enumeration, a currency code: kept once in the symbol table.
    case symbol(Symbol)
    /// A canonical decimal integer: `0`, `-12`; no `+`, no leading zeros.
    case integer(Int64)
    /// A canonical decimal fraction: `units / 10^scale`, printed with exactly `scale` decimals.
    case decimal(units: Int64, scale: UInt8)
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`, as epoch milliseconds.
    case instant(milliseconds: Int64)
    /// `YYYY-MM-DDTHH:MM:SSZ`, as epoch seconds.
    case instantInSeconds(seconds: Int64)
    /// `YYYY-MM-DD`, as days since 1970-01-01.
    case date(days: Int32)
    /// Anything else that is not personal.
    case text(String)
    /// A personal text: present, but kept beside the log.
    case personal(PersonalReference)

    @inlinable
    package var isMissing: Bool { self == .missing }
}
