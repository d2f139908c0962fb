/// Writes a document as JSON: keys in the order of declaration, `null` for nil, no white space.
///
/// Equal values are equal bytes. Keys are written as they are encoded; numbers without trailing
/// zeros; text as UTF-8 with only what JSON demands escaped, and control characters, U+2028 and
/// U+2029 besides.
package struct DocumentEncoder: Sendable {
    /// Where the text is going to stand.
    package enum Surroundings: Sendable {
        case file
        /// Inside an HTML script element: `<`, `>` and `&` are escaped as well.
        case htmlScript
    }

    package var surroundings = Surroundings.file

    package init(for surroundings: Surroundings = .file) { self.surroundings = surroundings }

    /// The bytes of `value` in UTF-8; throws `EncodingError` for a number that JSON cannot hold.
    package func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoding = DocumentEncoding(for: surroundings)
        try encoding.write(value)
        return encoding.text.bytes
    }

    /// `encode` as a string.
    package func string(_ value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }
}
