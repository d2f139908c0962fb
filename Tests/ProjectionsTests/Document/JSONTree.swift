import Projections

/// A parsed JSON text that keeps the order of its keys; numbers are equal by value.
indirect enum JSONTree: Equatable {
    case null
    case flag(Bool)
    case number(DocumentNumber)
    case text(String)
    case array([JSONTree])
    case object([Member])

    struct Member: Equatable {
        let key: String
        let value: JSONTree
    }

    struct SyntaxError: Error {
        let offset: Int
    }

    init(_ bytes: [UInt8]) throws {
        var parser = Parser(bytes: bytes)
        self = try parser.value()
        parser.skipSpace()
        guard parser.isAtEnd else { throw SyntaxError(offset: parser.position) }
    }

    private struct Parser {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func skipSpace() {
            while !isAtEnd, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
        }

        mutating func take() throws -> UInt8 {
            guard !isAtEnd else { throw SyntaxError(offset: position) }
            position += 1
            return bytes[position - 1]
        }

        mutating func expect(_ text: String) throws {
            for byte in text.utf8 {
                guard try take() == byte else { throw SyntaxError(offset: position) }
            }
        }

        mutating func value() throws -> JSONTree {
            skipSpace()
            guard !isAtEnd else { throw SyntaxError(offset: position) }
            switch bytes[position] {
            case UInt8(ascii: "n"):
                try expect("null")
                return .null
            case UInt8(ascii: "t"):
                try expect("true")
                return .flag(true)
            case UInt8(ascii: "f"):
                try expect("false")
                return .flag(false)
            case UInt8(ascii: "\""): return .text(try string())
            case UInt8(ascii: "["):
                return .array(
                    try list(until: UInt8(ascii: "]")) { parser throws in try parser.value() })
            case UInt8(ascii: "{"):
                return .object(
                    try list(until: UInt8(ascii: "}")) { parser throws in
                        parser.skipSpace()
                        let key = try parser.string()
                        parser.skipSpace()
                        try parser.expect(":")
                        return Member(key: key, value: try parser.value())
                    })
            default: return try number()
            }
        }

        mutating func list<Element>(
            until end: UInt8, _ element: (inout Parser) throws -> Element
        ) throws -> [Element] {
            position += 1
            skipSpace()
            var elements: [Element] = []
            if !isAtEnd, bytes[position] == end {
                position += 1
                return []
            }
            while true {
                elements.append(try element(&self))
                skipSpace()
                let separator = try take()
                if separator == end { return elements }
                guard separator == UInt8(ascii: ",") else { throw SyntaxError(offset: position) }
            }
        }

        mutating func number() throws -> JSONTree {
            let start = position
            while !isAtEnd, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            guard let number = DocumentNumber(text) else { throw SyntaxError(offset: start) }
            return .number(number)
        }

        mutating func string() throws -> String {
            try expect("\"")
            var units: [UInt8] = []
            while true {
                let byte = try take()
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
                case UInt8(ascii: "\\"): units.append(contentsOf: try escape().utf8)
                case ..<0x20: throw SyntaxError(offset: position)
                default: units.append(byte)
                }
            }
        }

        mutating func escape() throws -> String {
            switch try take() {
            case UInt8(ascii: "n"): return "\n"
            case UInt8(ascii: "r"): return "\r"
            case UInt8(ascii: "t"): return "\t"
            case UInt8(ascii: "b"): return "\u{8}"
            case UInt8(ascii: "f"): return "\u{C}"
            case UInt8(ascii: "\""): return "\""
            case UInt8(ascii: "\\"): return "\\"
            case UInt8(ascii: "u"):
                let digits = try (0..<4).map { _ in try take() }
                guard let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                    let scalar = Unicode.Scalar(code)
                else { throw SyntaxError(offset: position) }
                return String(Character(scalar))
            default: throw SyntaxError(offset: position)
            }
        }
    }
}
