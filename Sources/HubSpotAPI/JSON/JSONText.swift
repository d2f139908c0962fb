/// Writes the small JSON bodies of requests.
struct JSONText: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Text that is JSON already.
    mutating func write(raw text: String) {
        bytes += Array(text.utf8)
    }

    mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let hex = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes an array whose elements `element` writes.
    mutating func write<Elements: Sequence>(
        array elements: Elements, _ element: (inout JSONText, Elements.Element) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for value in elements {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            element(&self, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func write(array texts: [String]) {
        write(array: texts) { $0.write($1) }
    }
}
