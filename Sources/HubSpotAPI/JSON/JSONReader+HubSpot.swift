import HubSpotModel

/// Values in the forms HubSpot writes them.
extension JSONReader {
    /// An id: a string or a number, exact whatever its length.
    mutating func id() throws(JSONError) -> RecordID {
        if case .string = try kind() {
            let (range, isPlain) = try stringBytes()
            if isPlain, let number = canonicalNumber(range) { return .number(number) }
            guard !range.isEmpty else { throw failure(.expected("an id")) }
            return RecordID(text(of: JSONKey(range: range, isPlain: isPlain)))
        }
        guard let text = try scalar() else { throw failure(.expected("an id")) }
        return RecordID(text)
    }

    /// The number whose canonical decimal form these bytes are, of up to 19 digits; else `nil`.
    private func canonicalNumber(_ range: Range<Int>) -> UInt64? {
        guard (1...19).contains(range.count) else { return nil }
        let span = bytes.span
        guard span[range.lowerBound] != UInt8(ascii: "0") else { return nil }
        var number: UInt64 = 0
        for index in range {
            let digit = span[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number * 10 + UInt64(digit)
        }
        return number
    }

    /// A boolean, also one written as text; `null` is false.
    mutating func boolean() throws(JSONError) -> Bool {
        try scalar() == "true"
    }

    mutating func integer() throws(JSONError) -> Int {
        guard let text = try scalar(), let value = Int(text) else {
            throw failure(.expected("a whole number"))
        }
        return value
    }

    /// A timestamp in epoch milliseconds; `null`, the empty text and unreadable text are `nil`.
    mutating func milliseconds() throws(JSONError) -> Int64? {
        guard case .string = try kind() else {
            return try scalar().flatMap(Self.milliseconds(of:))
        }
        let (range, isPlain) = try stringBytes()
        if isPlain, let milliseconds = Self.milliseconds(bytes, range) { return milliseconds }
        return Self.milliseconds(of: String(decoding: bytes[range], as: UTF8.self))
    }

    private static func milliseconds(of text: String) -> Int64? {
        Instant(parsing: text, zone: .utc)?.milliseconds
    }

    /// The form of nearly all stamps, `2026-05-04T08:10:11.123Z`, read in place; `nil` for others.
    private static func milliseconds(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
        guard range.count == 24 else { return nil }
        let start = range.lowerBound
        let span = bytes.span
        func number(_ offset: Int, _ count: Int) -> Int? {
            var value = 0
            for index in start + offset..<start + offset + count {
                let digit = span[index] &- 0x30
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard span[start + 4] == 0x2D, span[start + 7] == 0x2D, span[start + 10] == 0x54,
            span[start + 13] == 0x3A, span[start + 16] == 0x3A, span[start + 19] == 0x2E,
            span[start + 23] == 0x5A, let year = number(0, 4), let month = number(5, 2),
            let day = number(8, 2), let date = CivilDate(year: year, month: month, day: day),
            let hour = number(11, 2), hour < 24, let minute = number(14, 2), minute < 60,
            let second = number(17, 2), second < 60, let fraction = number(20, 3)
        else { return nil }
        let seconds = Int64(date.days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        return seconds * 1_000 + Int64(fraction)
    }
}
