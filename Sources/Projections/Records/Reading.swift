/// How the value of a property is read into the eight bytes that a record keeps of it.
///
/// Source: metric dictionary, sections 1.1, 1.2 and 1.4.
enum Reading: UInt8, CaseIterable {
    /// Epoch milliseconds.
    case instant
    /// A ``PackedDecimal``.
    case decimal
    /// Ten-thousandths.
    case probability
    /// A count, cut to a whole number.
    case counter
    /// Codes of trimmed text: as written, in lower case, in upper case.
    case text
    case lower
    case upper
    /// 1 and 0.
    case boolean
    /// A ``PersonalText``.
    case personal
}

/// What a slot holds when the property has no value that can be read.
let missing = Int64.min

extension Int64 {
    /// The number of a slot, or `nil` when it is missing.
    var present: Int64? { self == missing ? nil : self }
    /// The text code of a slot; 0 when it is missing.
    var textCode: TextCode { self == missing ? 0 : TextCode(truncatingIfNeeded: self) }
}
