/// Text that is no JSON, or JSON of another shape than the endpoint promises.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// The text ended inside a value.
        case truncated
        case invalidUTF8
        case unexpectedByte(UInt8)
        case controlCharacter
        case badEscape
        case badNumber
        /// More levels of objects and arrays than ``JSONReader/depthMax``.
        case tooDeep
        /// Something follows the value.
        case trailingBytes
        /// A value of another kind than expected, named here.
        case expected(String)
        /// A member that must be there is not.
        case missing(String)
    }

    package let reason: Reason
    /// Byte offset in the body where reading stopped.
    package let offset: Int

    package var description: String {
        let what =
            switch reason {
            case .truncated: "the text ends inside a value"
            case .invalidUTF8: "the text is not UTF-8"
            case .unexpectedByte(let byte): "unexpected byte \(byte)"
            case .controlCharacter: "a control character inside a string"
            case .badEscape: "an unknown escape"
            case .badNumber: "a malformed number"
            case .tooDeep: "more than \(JSONReader.depthMax) levels"
            case .trailingBytes: "something follows the value"
            case .expected(let kind): "expected \(kind)"
            case .missing(let name): "no \"\(name)\""
            }
        return "\(what), at byte \(offset)"
    }
}
