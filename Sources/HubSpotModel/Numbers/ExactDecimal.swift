internal import BigInt

/// A decimal number exactly as it was written.
///
/// Source: metric dictionary, section 1.2: an optional sign, ASCII digits with an optional `.`
/// before, among or after them, an optional exponent. Anything else is missing, and so is a value
/// of 10^15 or more either side of zero.
package struct ExactDecimal: Hashable, Sendable {
    private let isNegative: Bool
    /// Without leading and trailing zeros; empty for zero.
    private let digits: [UInt8]
    /// How many of the digits stand before the point; may be negative or beyond the digits.
    private let pointPosition: Int

    package init?(parsing text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        let negative = bytes.first == UInt8(ascii: "-")
        if negative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        var digits: [UInt8] = []
        var point: Int?
        while let byte = bytes.first {
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits.append(byte - UInt8(ascii: "0"))
            } else if byte == UInt8(ascii: "."), point == nil {
                point = digits.count
            } else {
                break
            }
            bytes = bytes.dropFirst()
        }
        guard !digits.isEmpty, let exponent = Self.exponent(bytes) else { return nil }
        let leadingZeros = digits.prefix { $0 == 0 }.count
        let significant = digits.dropFirst(leadingZeros)
        guard !significant.isEmpty else {
            self.init(isNegative: false, digits: [], pointPosition: 0)
            return
        }
        let position = (point ?? digits.count) - leadingZeros + exponent
        guard position <= 15 else { return nil }
        let trailingZeros = significant.reversed().prefix { $0 == 0 }.count
        // Smaller than anything that can round to a unit: kept as zero, so that it stays small.
        guard position >= -60 else {
            self.init(isNegative: false, digits: [], pointPosition: 0)
            return
        }
        self.init(
            isNegative: negative, digits: Array(significant.dropLast(trailingZeros)),
            pointPosition: position)
    }

    private init(isNegative: Bool, digits: [UInt8], pointPosition: Int) {
        self.isNegative = isNegative
        self.digits = digits
        self.pointPosition = pointPosition
    }

    /// Units of 10^−scale, rounded half away from zero; the nearest that 64 bits hold.
    package func rounded(scale: Int) -> Int64 {
        let count = pointPosition + scale
        guard count >= 0 else { return 0 }
        // Below 10^15 in units of 10^−20 at most: 128 bits hold that.
        precondition(scale <= 20, "a decimal is rounded to at most 20 places")
        var units: Int128 = 0
        for index in 0..<count {
            units = units * 10 + (index < digits.count ? Int128(digits[index]) : 0)
        }
        if count < digits.count, digits[count] >= 5 { units += 1 }
        return Int64(clamping: isNegative ? -units : units)
    }

    /// Units of 10^−scale, cut towards zero.
    package func truncated(scale: Int) -> Int64 {
        var units: Int64 = 0
        for index in 0..<max(0, pointPosition + scale) {
            units = units * 10 + (index < digits.count ? Int64(digits[index]) : 0)
        }
        return isNegative ? -units : units
    }

    package var rational: Rational {
        let magnitude = digits.reduce(BigInt(0)) { $0 * 10 + BigInt($1) }
        let scale = digits.count - pointPosition
        let signed = isNegative ? -magnitude : magnitude
        return scale >= 0
            ? Rational(signed, BigInt(10).power(scale))
            : Rational(signed * BigInt(10).power(-scale), 1)
    }

    /// The number after `e` or `E`, 0 for nothing, `nil` for anything else.
    private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return 0 }
        guard first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return nil }
        var rest = bytes.dropFirst()
        let negative = rest.first == UInt8(ascii: "-")
        if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        var value = 0
        for byte in rest {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000)
        }
        return negative ? -value : value
    }
}

extension ExactDecimal {
    /// Reads a value of the log; `nil` when it is missing or not a number.
    ///
    /// - Parameter symbols: the table of the log the value was read from.
    package init?(_ value: StoredValue, symbols: SymbolTable) {
        guard let text = value.text(symbols)?.trimmedFieldText else { return nil }
        self.init(parsing: text)
    }
}
