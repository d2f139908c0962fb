/// A JSON value as a tree, for answers that are small and rare.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Of members with the same name, the last.
    case object([String: JSONValue])

    /// Parses one value and nothing after it.
    init(_ bytes: [UInt8]) throws(JSONError) {
        var reader = try JSONReader(bytes)
        self = try JSONValue(&reader)
        try reader.finish()
    }

    init(_ reader: inout JSONReader) throws(JSONError) {
        switch try reader.kind() {
        case .object:
            var members: [String: JSONValue] = [:]
            try reader.object { reader, key throws(JSONError) in
                let name = reader.text(of: key)
                members[name] = try JSONValue(&reader)
            }
            self = .object(members)
        case .array:
            var elements: [JSONValue] = []
            try reader.array { reader throws(JSONError) in
                elements.append(try JSONValue(&reader))
            }
            self = .array(elements)
        case .string: self = .string(try reader.string())
        case .number: self = .number(try reader.number())
        case .literal:
            self =
                switch try reader.literal() {
                case .null: .null
                case .true: .bool(true)
                case .false: .bool(false)
                }
        }
    }
}

extension JSONValue {
    /// A member of an object; `null` where there is none.
    subscript(name: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        return members[name] ?? .null
    }

    /// A string or a number as text; `nil` for anything else and for the empty text.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text.isEmpty ? nil : text
        case .null, .bool, .array, .object: nil
        }
    }

    /// A boolean, also one written as text.
    var isTrue: Bool { self == .bool(true) || self == .string("true") }

    var integer: Int? { text.flatMap { Int($0) } }

    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// The texts of an array, or of one text that stands for an array of itself.
    var texts: [String] {
        if case .array(let elements) = self { return elements.compactMap(\.text) }
        return text.map { [$0] } ?? []
    }
}
