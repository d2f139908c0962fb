/// HTML under construction, in UTF-8.
struct MarkupText {
    private(set) var bytes: [UInt8] = []

    /// Text that is safe as it is: tags, and what ``Markup/verbatim(_:)`` holds.
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// The one escaping of the page: `& < > " '`, in text and in quoted attribute values.
    mutating func append(escaping text: String) {
        guard text.utf8.contains(where: Self.isMarkup) else { return append(text) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "'"): append("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    /// A value without quotes where HTML allows that: letters, digits and a few marks, no more.
    mutating func append(attribute value: String) {
        guard !value.utf8.allSatisfy(Self.isPlain) else { return append(value) }
        bytes.append(UInt8(ascii: "\""))
        append(escaping: value)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }
}
