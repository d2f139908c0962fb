/// Reads JSON front to back over bytes, without building a tree.
///
/// The caller asks for what it expects and skips the rest; what is skipped is checked as strictly
/// as what is read. Numbers stay text, so that ids beyond 2^53 are exact. Escaped lone surrogates,
/// which HubSpot's storage can hold, become U+FFFD instead of failing a page for ever.
///
/// Source: RFC 8259.
struct JSONReader {
    /// Most levels of objects and arrays inside each other.
    static let depthMax = 64

    let bytes: [UInt8]
    private(set) var offset = 0
    private var depth = 0

    /// Starts at the beginning of `bytes`, which must be UTF-8 as a whole.
    init(_ bytes: [UInt8]) throws(JSONError) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw JSONError(reason: .invalidUTF8, offset: error.byteOffsets.lowerBound)
        }
        self.bytes = bytes
    }

    /// Demands that only white space is left.
    mutating func finish() throws(JSONError) {
        skipSpace()
        guard offset == bytes.count else { throw failure(.trailingBytes) }
    }

    func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: offset)
    }

    func failure(_ reason: JSONError.Reason, at offset: Int) -> JSONError {
        JSONError(reason: reason, offset: offset)
    }
}

// MARK: - Structure

/// The name of a member: where its bytes lie, between the quotes.
struct JSONKey {
    let range: Range<Int>
    /// Without escapes the bytes are the name.
    let isPlain: Bool
}

extension JSONReader {
    /// Takes `"name":` if it comes next, where `name` lies elsewhere in the same bytes.
    ///
    /// Compares in place, so that the keys of like objects are neither searched nor copied.
    @inline(__always)
    mutating func takeKey(like name: Range<Int>) -> Bool {
        skipSpace()
        let end = endOfKey(like: name)
        guard end > 0 else { return false }
        offset = end
        return true
    }

    private func endOfKey(like name: Range<Int>) -> Int {
        let span = bytes.span
        let start = offset
        guard start + name.count + 2 < span.count, span[start] == UInt8(ascii: "\""),
            span[start + name.count + 1] == UInt8(ascii: "\""),
            span[start + name.count + 2] == UInt8(ascii: ":")
        else { return 0 }
        var index = start + 1
        for other in name {
            guard span[index] == span[other] else { return 0 }
            index += 1
        }
        return index + 2
    }

    /// Reads an object; `member` is called with each key and must read or skip its value.
    @inline(__always)
    mutating func object(
        _ member: (inout JSONReader, JSONKey) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try openObject() else { return }
        repeat {
            try member(&self, try nextKey())
        } while try hasNextMember()
    }

    /// Reads an array; `element` must read or skip one value.
    @inline(__always)
    mutating func array(
        _ element: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open(UInt8(ascii: "["), "an array")
        if try takeAfterSpace(UInt8(ascii: "]")) { return close() }
        while true {
            try element(&self)
            if try takeAfterSpace(UInt8(ascii: ",")) { continue }
            guard try takeAfterSpace(UInt8(ascii: "]")) else { throw unexpected() }
            return close()
        }
    }

    /// Whether a key is this name.
    func matches(_ key: JSONKey, _ name: String) -> Bool {
        guard key.isPlain else { return text(of: key) == name }
        guard key.range.count == name.utf8.count else { return false }
        let span = bytes.span
        var index = key.range.lowerBound
        for byte in name.utf8 {
            if span[index] != byte { return false }
            index += 1
        }
        return true
    }

    /// The name a key stands for.
    func text(of key: JSONKey) -> String {
        key.isPlain
            ? String(decoding: bytes[key.range], as: UTF8.self) : unescaped(key.range)
    }

    /// Begins an object whose members are then taken one by one; `false` when it has none.
    mutating func openObject() throws(JSONError) -> Bool {
        try open(UInt8(ascii: "{"), "an object")
        if try takeAfterSpace(UInt8(ascii: "}")) {
            close()
            return false
        }
        return true
    }

    /// Reads a key and the colon behind it.
    mutating func nextKey() throws(JSONError) -> JSONKey {
        skipSpace()
        let key = try key()
        guard try takeAfterSpace(UInt8(ascii: ":")) else { throw unexpected() }
        return key
    }

    /// After a member: whether another follows; otherwise the object has ended.
    @inline(__always)
    mutating func hasNextMember() throws(JSONError) -> Bool {
        if try takeAfterSpace(UInt8(ascii: ",")) { return true }
        guard try takeAfterSpace(UInt8(ascii: "}")) else { throw unexpected() }
        close()
        return false
    }

    private mutating func key() throws(JSONError) -> JSONKey {
        let (range, isPlain) = try stringRange("a name")
        return JSONKey(range: range, isPlain: isPlain)
    }

    private mutating func open(_ byte: UInt8, _ kind: String) throws(JSONError) {
        skipSpace()
        guard offset < bytes.count else { throw failure(.truncated) }
        guard bytes[offset] == byte else { throw failure(.expected(kind)) }
        guard depth < Self.depthMax else { throw failure(.tooDeep) }
        depth += 1
        offset += 1
    }

    private mutating func close() {
        depth -= 1
    }

    @inline(__always)
    private mutating func takeAfterSpace(_ byte: UInt8) throws(JSONError) -> Bool {
        if offset < bytes.count, bytes[offset] == byte {
            offset += 1
            return true
        }
        return try takeFarther(byte)
    }

    private mutating func takeFarther(_ byte: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard offset < bytes.count else { throw failure(.truncated) }
        guard bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private func unexpected() -> JSONError {
        failure(.unexpectedByte(bytes[offset]))
    }

    @inline(__always)
    private mutating func skipSpace() {
        offset = endOfSpace(offset)
    }

    @inline(__always)
    private func endOfSpace(_ start: Int) -> Int {
        let span = bytes.span
        var index = start
        while index < span.count {
            let byte = span[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            index += 1
        }
        return index
    }
}

// MARK: - Values

extension JSONReader {
    /// What kind of value comes next, by its first byte; nothing is taken.
    enum Kind {
        case object
        case array
        case string
        case number
        case literal
    }

    mutating func kind() throws(JSONError) -> Kind {
        skipSpace()
        guard offset < bytes.count else { throw failure(.truncated) }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .literal
        case let byte: throw failure(.unexpectedByte(byte))
        }
    }

    /// Reads a string.
    mutating func string() throws(JSONError) -> String {
        skipSpace()
        let (range, isPlain) = try stringRange("a string")
        return isPlain ? String(decoding: bytes[range], as: UTF8.self) : unescaped(range)
    }

    /// Reads a string of ASCII without escapes as its range, for values that are parsed in place.
    ///
    /// - Returns: The range and whether the bytes are the text.
    mutating func stringBytes() throws(JSONError) -> (range: Range<Int>, isPlain: Bool) {
        skipSpace()
        return try stringRange("a string")
    }

    /// Reads a scalar as text: a string, a number as written, `true`, `false`; `null` is `nil`.
    mutating func scalar() throws(JSONError) -> String? {
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { return try string() }
        switch try kind() {
        case .string: return try string()
        case .number: return try number()
        case .literal:
            switch try literal() {
            case .null: return nil
            case .true: return "true"
            case .false: return "false"
            }
        case .object, .array: throw failure(.expected("a string, a number or null"))
        }
    }

    /// Reads a number as written.
    mutating func number() throws(JSONError) -> String {
        guard case .number = try kind() else { throw failure(.expected("a number")) }
        return String(decoding: bytes[try numberRange()], as: UTF8.self)
    }

    enum Literal {
        case null
        case `true`
        case `false`
    }

    mutating func literal() throws(JSONError) -> Literal {
        switch try kind() {
        case .literal:
            switch bytes[offset] {
            case UInt8(ascii: "n"):
                try word("null")
                return .null
            case UInt8(ascii: "t"):
                try word("true")
                return .true
            default:
                try word("false")
                return .false
            }
        default: throw failure(.expected("true, false or null"))
        }
    }

    /// Takes `null` if that comes next.
    mutating func takeNull() throws(JSONError) -> Bool {
        guard case .literal = try kind(), bytes[offset] == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    /// Checks and drops one value.
    mutating func skip() throws(JSONError) {
        switch try kind() {
        case .object:
            try object { reader, _ throws(JSONError) in try reader.skip() }
        case .array:
            try array { reader throws(JSONError) in try reader.skip() }
        case .string: _ = try stringRange("a string")
        case .number: _ = try numberRange()
        case .literal: _ = try literal()
        }
    }

    private mutating func word(_ word: String) throws(JSONError) {
        for byte in word.utf8 {
            guard offset < bytes.count else { throw failure(.truncated) }
            guard bytes[offset] == byte else { throw unexpected() }
            offset += 1
        }
    }

    private mutating func numberRange() throws(JSONError) -> Range<Int> {
        let start = offset
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        let first = offset
        try digits()
        // No leading zeros: "0" is a number, "01" is not.
        if bytes[first] == UInt8(ascii: "0") && offset > first + 1 { throw failure(.badNumber) }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < bytes.count, bytes[offset] == 0x2B || bytes[offset] == 0x2D {
                offset += 1
            }
            try digits()
        }
        return start..<offset
    }

    /// Takes one or more digits.
    private mutating func digits() throws(JSONError) {
        let start = offset
        offset = endOfDigits(start)
        guard offset > start else {
            throw failure(offset == bytes.count ? .truncated : .badNumber)
        }
    }

    private func endOfDigits(_ start: Int) -> Int {
        let span = bytes.span
        var index = start
        while index < span.count, span[index] &- 0x30 < 10 { index += 1 }
        return index
    }
}

// MARK: - Strings

extension JSONReader {
    /// Takes a quoted string and returns the range between the quotes, escapes checked.
    private mutating func stringRange(
        _ kind: String
    ) throws(JSONError) -> (range: Range<Int>, isPlain: Bool) {
        let string = try stringRange(kind, at: offset)
        offset = string.range.upperBound + 1
        return string
    }

    private func stringRange(
        _ kind: String, at quote: Int
    ) throws(JSONError) -> (range: Range<Int>, isPlain: Bool) {
        let span = bytes.span
        guard quote < span.count else { throw failure(.truncated) }
        guard span[quote] == UInt8(ascii: "\"") else { throw failure(.expected(kind)) }
        let start = quote + 1
        var index = start
        var isPlain = true
        while true {
            guard index < span.count else { throw failure(.truncated, at: index) }
            let byte = span[index]
            if byte == UInt8(ascii: "\"") { return (start..<index, isPlain) }
            guard byte >= 0x20 else { throw failure(.controlCharacter, at: index) }
            index += 1
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                index = try Self.endOfEscape(span, index)
            }
        }
    }

    /// Checks the escape whose letter stands at `index`, and returns where it ends.
    private static func endOfEscape(_ span: Span<UInt8>, _ index: Int) throws(JSONError) -> Int {
        guard index < span.count else { throw JSONError(reason: .truncated, offset: index) }
        switch span[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index + 1
        case UInt8(ascii: "u"):
            for digit in index + 1...index + 4 {
                guard digit < span.count else {
                    throw JSONError(reason: .truncated, offset: digit)
                }
                guard hexValue(span[digit]) != nil else {
                    throw JSONError(reason: .badEscape, offset: digit)
                }
            }
            return index + 5
        default: throw JSONError(reason: .badEscape, offset: index)
        }
    }

    /// The text of a range whose escapes were checked.
    private func unescaped(_ range: Range<Int>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            let letter = bytes[index]
            index += 1
            switch letter {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = unicodeScalar(&index, range.upperBound)
                text.append(contentsOf: Character(scalar).utf8)
            default: text.append(letter)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads the four digits at `index`, and the second half of a surrogate pair if it follows.
    private func unicodeScalar(_ index: inout Int, _ end: Int) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let first = codeUnit(index)
        index += 4
        guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) ?? replacement }
        guard index + 6 <= end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return replacement }
        let second = codeUnit(index + 2)
        guard 0xDC00..<0xE000 ~= second else { return replacement }
        index += 6
        let value = 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return Unicode.Scalar(value) ?? replacement
    }

    private func codeUnit(_ index: Int) -> UInt32 {
        bytes[index..<index + 4].reduce(0) { $0 << 4 | UInt32(Self.hexValue($1) ?? 0) }
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
