package import Foundation

/// Any JSON value, for what goes to and comes from the browser, and for documents as they are.
package indirect enum JSON: Codable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Decimal)
    case text(String)
    case array([JSON])
    case object([String: JSON])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Decimal.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    package subscript(key: String) -> JSON {
        guard case .object(let members) = self else { return .null }
        return members[key] ?? .null
    }

    package subscript(index: Int) -> JSON {
        guard case .array(let elements) = self, elements.indices.contains(index) else {
            return .null
        }
        return elements[index]
    }

    /// The value at a dotted path of keys and positions; nil where the path leads nowhere.
    package func value(at path: String) -> JSON? {
        var value = self
        for part in path.split(separator: ".") {
            switch value {
            case .object(let members):
                guard let next = members[String(part)] else { return nil }
                value = next
            case .array(let elements):
                guard let index = Int(part), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }

    package var string: String? {
        if case .text(let value) = self { value } else { nil }
    }

    package var number: Decimal? {
        if case .number(let value) = self { value } else { nil }
    }

    package var double: Double? { number.map { Double(truncating: $0 as NSDecimalNumber) } }

    package var int: Int? { number.map { Int(truncating: $0 as NSDecimalNumber) } }

    package var elements: [JSON] {
        if case .array(let value) = self { value } else { [] }
    }
}
