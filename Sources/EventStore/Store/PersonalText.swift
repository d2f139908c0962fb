/// A personal text with its salt, as the table `personal` holds it.
struct PersonalText: Hashable, Sendable {
    static let saltByteCount = 16

    let salt: [UInt8]
    let text: String

    /// What the block says of it.
    var hash: [UInt8] { ChainHash.personal(salt: salt, text: text) }

    /// The salt, then the text in UTF-8 to the end of the row.
    var stored: [UInt8] { salt + Array(text.utf8) }

    init(salt: [UInt8], text: String) {
        self.salt = salt
        self.text = text
    }

    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        salt = try reader.copy(bytes, count: Self.saltByteCount)
        text = try ByteReader.text(bytes, reader.offset..<bytes.byteCount)
    }
}
