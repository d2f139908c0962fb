extension Instant {
    /// The instants that count: the years 1970 to 2199, UTC.
    package static let supported =
        Instant(milliseconds: 0)..<Instant(milliseconds: 7_258_118_400_000)

    /// Reads a timestamp as the metric dictionary does, section 1.4; `nil` is a missing one.
    ///
    /// ISO-8601 with `T` or one space, with an offset or without (UTC); epoch milliseconds of 9 to
    /// 15 digits; or a bare date, which means its first instant in `zone`. Fractions are cut to
    /// milliseconds. The text is expected without white space around it.
    package init?(parsing text: some StringProtocol, zone: ZoneRules) {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let parsed = scanner.instant(zone), Self.supported.contains(parsed) else {
            return nil
        }
        self = parsed
    }

    private struct Scanner {
        let bytes: [UInt8]
        var offset = 0

        var atEnd: Bool { offset == bytes.count }

        mutating func instant(_ zone: ZoneRules) -> Instant? {
            if (9...15).contains(bytes.count), bytes.allSatisfy(Self.isDigit) {
                return digits(bytes.count).map { Instant(milliseconds: Int64($0)) }
            }
            guard let year = digits(4), take("-"), let month = digits(2), take("-"),
                let day = digits(2), let date = CivilDate(year: year, month: month, day: day)
            else { return nil }
            if atEnd { return zone.start(of: date) }
            guard take("T") || take(" "), let hour = digits(2), hour < 24, take(":"),
                let minute = digits(2), minute < 60
            else { return nil }
            var milliseconds = (hour * 60 + minute) * 60_000
            if take(":") {
                guard let second = digits(2), second < 60 else { return nil }
                milliseconds += second * 1000
                if take(".") {
                    guard let fraction = fraction() else { return nil }
                    milliseconds += fraction
                }
            }
            guard let zoneOffset = offsetMilliseconds(), atEnd else { return nil }
            return Instant(
                milliseconds: Int64(date.days) * Instant.millisecondsPerDay
                    + Int64(milliseconds - zoneOffset))
        }

        private static func isDigit(_ byte: UInt8) -> Bool {
            byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else {
                return false
            }
            offset += 1
            return true
        }

        private mutating func digits(_ count: Int) -> Int? {
            guard offset + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[offset..<offset + count] {
                guard Self.isDigit(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            offset += count
            return value
        }

        /// The digits after the point, cut to milliseconds.
        private mutating func fraction() -> Int? {
            var value = 0
            var count = 0
            while offset < bytes.count, Self.isDigit(bytes[offset]) {
                if count < 3 { value = value * 10 + Int(bytes[offset] - UInt8(ascii: "0")) }
                count += 1
                offset += 1
            }
            guard count > 0 else { return nil }
            for _ in count..<max(count, 3) { value *= 10 }
            return value
        }

        /// `Z`, `±HH:MM`, `±HHMM`, or nothing for UTC.
        private mutating func offsetMilliseconds() -> Int? {
            if atEnd || take("Z") { return 0 }
            let sign: Int
            if take("+") {
                sign = 1
            } else if take("-") {
                sign = -1
            } else {
                return nil
            }
            guard let hours = digits(2), hours < 24 else { return nil }
            _ = take(":")
            guard let minutes = digits(2), minutes < 60 else { return nil }
            return sign * (hours * 60 + minutes) * 60_000
        }
    }
}
