/// The opaque cursor of association pages: an offset in Base64.
enum AssociationCursor {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(offset: Int) -> String {
        let bytes = Array("\(offset)".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let chunk = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for index in 0..<3 {
                bits = bits << 8 | (index < chunk.count ? UInt32(chunk[start + index]) : 0)
            }
            for index in 0..<4 {
                let sextet = Int(bits >> UInt32(18 - 6 * index) & 63)
                result.append(index <= chunk.count ? alphabet[sextet] : 0x3D)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The offset of a cursor we gave out, also when it comes percent-encoded; nil for any other.
    static func offset(_ text: String) -> Int? {
        var bits: UInt32 = 0
        var count = 0
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            guard let sextet = alphabet.firstIndex(of: byte) else { break }
            bits = bits << 6 | UInt32(sextet)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                bits &= (1 << UInt32(count)) - 1
            }
        }
        guard let offset = Int(String(decoding: bytes, as: UTF8.self)), offset >= 0 else {
            return nil
        }
        return offset
    }
}
