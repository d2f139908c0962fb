/// A document as a tree, to be walked by path.
enum DocumentTree: Sendable {
    case object([(key: String, value: DocumentTree)])
    case list([DocumentTree])
    case number(DocumentNumber)
    case text(String)
    case flag(Bool)
    case null

    /// Reads what ``DocumentEncoder`` wrote; `nil` for anything that is no JSON.
    init?(_ json: [UInt8]) {
        var reader = TreeReader(bytes: json)
        guard let tree = reader.value() else { return nil }
        self = tree
    }

    subscript(key: String) -> DocumentTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var items: [DocumentTree] {
        if case .list(let items) = self { items } else { [] }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var number: DocumentNumber? {
        if case .number(let number) = self { number } else { nil }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// A leaf that a figure can be: a number, or `null` where there is none.
    var isFigure: Bool { number != nil || isNull }

    /// Whether the members are the six periods.
    var isByPeriod: Bool {
        guard case .object(let members) = self else { return false }
        return members.map(\.key) == PeriodKey.allCases.map(\.rawValue)
    }
}

/// Reads JSON without white space, as the encoder writes it.
private struct TreeReader {
    let bytes: [UInt8]
    private var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func take(_ word: String, _ value: DocumentTree) -> DocumentTree? {
        guard bytes[offset...].starts(with: word.utf8) else { return nil }
        offset += word.utf8.count
        return value
    }

    mutating func value() -> DocumentTree? {
        switch next {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return list()
        case UInt8(ascii: "\""): return text().map(DocumentTree.text)
        case UInt8(ascii: "t"): return take("true", .flag(true))
        case UInt8(ascii: "f"): return take("false", .flag(false))
        case UInt8(ascii: "n"): return take("null", .null)
        default: return number()
        }
    }

    private mutating func object() -> DocumentTree? {
        var members: [(key: String, value: DocumentTree)] = []
        offset += 1
        if take("}") { return .object([]) }
        repeat {
            guard let key = text(), take(":"), let value = value() else { return nil }
            members.append((key, value))
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func list() -> DocumentTree? {
        var items: [DocumentTree] = []
        offset += 1
        if take("]") { return .list([]) }
        repeat {
            guard let value = value() else { return nil }
            items.append(value)
        } while take(",")
        return take("]") ? .list(items) : nil
    }

    private mutating func number() -> DocumentTree? {
        let start = offset
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"),
            byte != UInt8(ascii: "}")
        {
            offset += 1
        }
        return DocumentNumber(String(decoding: bytes[start..<offset], as: UTF8.self))
            .map(DocumentTree.number)
    }

    private mutating func text() -> String? {
        guard take("\"") else { return nil }
        var found: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: found, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                found += Array(String(Character(scalar)).utf8)
            default: found.append(byte)
            }
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            guard offset + 4 <= bytes.count,
                let code = UInt32(
                    String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
            else { return nil }
            offset += 4
            return Unicode.Scalar(code)
        default: return Unicode.Scalar(byte)
        }
    }
}
