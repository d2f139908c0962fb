extension StoredValue {
    /// The longest text, in UTF-8 bytes, that becomes a symbol.
    package static let symbolBytesMax = 64

    /// The most compact case for a scalar that gives back exactly `text`.
    package init(scalar text: String) {
        self = Self.compact(text.utf8.span) ?? .text(text)
    }

    /// The text that HubSpot sent, or `nil` for missing and for personal values.
    ///
    /// - Parameter symbols: the table of the log the value was read from.
    package func text(_ symbols: SymbolTable) -> String? {
        switch self {
        case .missing, .personal: nil
        case .symbol(let symbol): symbols.text(symbol)
        case .integer(let value): String(value)
        case .decimal(let units, let scale): Self.decimalText(units, Int(scale))
        case .instant(let milliseconds): Instant(milliseconds: milliseconds).description
        case .instantInSeconds(let seconds):
            String(Instant(milliseconds: seconds * 1000).description.dropLast(5)) + "Z"
        case .date(let days): CivilDate(days: days).description
        case .text(let text): text
        }
    }

    private static func decimalText(_ units: Int64, _ scale: Int) -> String {
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    private static func compact(_ bytes: Span<UInt8>) -> StoredValue? {
        switch bytes.count {
        case 10: date(bytes) ?? number(bytes)
        case 20: instant(bytes) ?? number(bytes)
        case 24: instant(bytes)
        case 1...20: number(bytes)
        default: nil
        }
    }

    private static func date(_ bytes: Span<UInt8>) -> StoredValue? {
        civilDate(bytes).map { .date(days: $0.days) }
    }

    private static func civilDate(_ bytes: Span<UInt8>) -> CivilDate? {
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = digits(bytes, 0..<4), let month = digits(bytes, 5..<7),
            let day = digits(bytes, 8..<10)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func instant(_ bytes: Span<UInt8>) -> StoredValue? {
        guard let date = civilDate(bytes), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[bytes.count - 1] == UInt8(ascii: "Z"),
            let hour = digits(bytes, 11..<13), hour < 24,
            let minute = digits(bytes, 14..<16), minute < 60,
            let second = digits(bytes, 17..<19), second < 60
        else { return nil }
        let seconds = Int64(date.days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        guard bytes.count == 24 else { return .instantInSeconds(seconds: seconds) }
        guard bytes[19] == UInt8(ascii: "."), let fraction = digits(bytes, 20..<23) else {
            return nil
        }
        return .instant(milliseconds: seconds * 1000 + Int64(fraction))
    }

    /// A canonical integer, or a canonical fraction of at most 18 digits.
    private static func number(_ bytes: Span<UInt8>) -> StoredValue? {
        let negative = bytes[0] == UInt8(ascii: "-")
        var units: Int64 = 0
        var point: Int?
        let first = negative ? 1 : 0
        guard first < bytes.count else { return nil }
        for index in first..<bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), point == nil, index > first {
                point = index
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (product, overflow) = units.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            units = sum
        }
        let integerDigits = (point ?? bytes.count) - first
        guard bytes[first] != UInt8(ascii: "0") || integerDigits == 1 else { return nil }
        guard !negative || units != 0 else { return nil }  // "-0" would lose its sign.
        let signed = negative ? -units : units
        guard let point else { return .integer(signed) }
        let scale = bytes.count - point - 1
        return scale >= 1 ? .decimal(units: signed, scale: UInt8(scale)) : nil
    }

    private static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            let byte = bytes[index]
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
