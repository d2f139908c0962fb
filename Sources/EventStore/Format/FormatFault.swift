/// Why stored bytes are not what hubledger writes.
///
/// Internal to the codecs; callers see it inside ``LedgerError``.
package enum FormatFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes end inside a field.
    case truncated
    /// A variable-length integer that is longer than needed, or longer than 64 bits.
    case badInteger
    /// A text that is not UTF-8.
    case badText
    /// A kind, tag, flag or state that this format does not have.
    case badTag(UInt8)
    /// A number outside the range its field allows; the field is named.
    case outOfRange(String)
    /// Bytes after the end of what the counts announce.
    case excess
    /// The bytes do not give the hash that is stated beside them.
    case otherHash
    /// A format number that this program does not know.
    case unknownFormat(UInt16)

    package var description: String {
        switch self {
        case .truncated: "the bytes end too early"
        case .badInteger: "an integer is not in its shortest form"
        case .badText: "a text is not UTF-8"
        case .badTag(let tag): "the tag \(tag) has no meaning"
        case .outOfRange(let field): "\(field) is out of range"
        case .excess: "there are bytes after the end"
        case .otherHash: "its bytes do not give the hash that it states"
        case .unknownFormat(let number): "format \(number) is not known to this version"
        }
    }
}
