/// A decimal of the document: money, a ratio, days; exact, and equal whenever the values are.
///
/// `value = units ÷ 10^scale`. The scale is the least that holds the value, so 12.50 and 12.5 are
/// one number; it is written without trailing zeros. Whole counts are `Int` instead.
package struct DocumentNumber: Sendable, Hashable {
    package let units: Int128
    /// Digits behind the point, 0...38; never more than needed.
    package let scale: UInt8

    /// The number `units ÷ 10^scale`; money has scale 2, ratios 4, days 1.
    package init(units: Int128, scale: UInt8) {
        precondition(scale <= 38, "a document number has at most 38 digits behind the point")
        var units = units
        var scale = scale
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        self.units = units
        self.scale = scale
    }

    package init(_ whole: Int) {
        self.init(units: Int128(whole), scale: 0)
    }

    package static var zero: Self { .init(0) }

    package var isNegative: Bool { units < 0 }
    package var magnitude: Self { .init(units: units < 0 ? -units : units, scale: scale) }

    /// The nearest double: for lengths of marks, never for figures.
    package var approximate: Double {
        var divisor = 1.0
        for _ in 0..<scale { divisor *= 10 }
        return Double(units) / divisor
    }

    /// The value times `10^places`, rounded once, half away from zero.
    ///
    /// nil when that leaves the range of 128 bits.
    package func rounded(toPlaces places: UInt8) -> Int128? {
        if places >= scale {
            return Self.shifted(units, by: places - scale)
        }
        let dropped = scale - places
        guard let divisor = Self.shifted(1, by: dropped) else { return 0 }
        let (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
        let isUp = remainder.magnitude >= divisor.magnitude - remainder.magnitude
        return isUp ? quotient + (units < 0 ? -1 : 1) : quotient
    }

    /// `units × 10^places`, or nil when it does not fit.
    private static func shifted(_ units: Int128, by places: UInt8) -> Int128? {
        var result = units
        for _ in 0..<places {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }
}

extension DocumentNumber: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension DocumentNumber: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        let scale = max(left.scale, right.scale)
        guard let leftUnits = shifted(left.units, by: scale - left.scale) else {
            return left.isNegative
        }
        guard let rightUnits = shifted(right.units, by: scale - right.scale) else {
            return !right.isNegative
        }
        return leftUnits < rightUnits
    }
}

extension DocumentNumber: CustomStringConvertible {
    /// `12000`, `0.6`, `-0.05`: the form of the document.
    package var description: String {
        let digits = String(units.magnitude)
        let sign = units < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let missing = Int(scale) + 1 - digits.count
        let padded = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
        return "\(sign)\(padded.dropLast(Int(scale))).\(padded.suffix(Int(scale)))"
    }

    /// Reads a JSON number; nil for anything else and for what 128 bits cannot hold.
    package init?(_ text: some StringProtocol) {
        var units: Int128 = 0
        var scale = 0
        var exponent = 0
        var (hasDigits, isNegative, isBehindPoint) = (false, false, false)
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        }
        scanning: while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (tens, overflow) = units.multipliedReportingOverflow(by: 10)
                guard !overflow, tens <= .max - 9 else { return nil }
                units = tens + Int128(byte - UInt8(ascii: "0"))
                scale += isBehindPoint ? 1 : 0
                hasDigits = true
            case UInt8(ascii: ".") where !isBehindPoint && hasDigits:
                isBehindPoint = true
            case UInt8(ascii: "e") where hasDigits, UInt8(ascii: "E") where hasDigits:
                guard let value = Int(String(decoding: rest, as: UTF8.self)), abs(value) <= 400
                else { return nil }
                exponent = value
                break scanning
            default: return nil
            }
        }
        guard hasDigits else { return nil }
        scale -= exponent
        while scale < 0, units != 0 {
            let (tens, overflow) = units.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            units = tens
            scale += 1
        }
        while scale > 0, units % 10 == 0, units != 0 {
            units /= 10
            scale -= 1
        }
        if units == 0 { scale = 0 }
        guard scale <= 38 else { return nil }
        self.init(units: isNegative ? -units : units, scale: UInt8(scale))
    }
}

extension DocumentNumber: Codable {
    /// Reads a whole number exactly, any other to the 15 digits that a double keeps.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let whole = try? container.decode(Int.self) {
            self.init(whole)
            return
        }
        let double = try container.decode(Double.self)
        guard let number = Self(double.description) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A number of the document has at most 38 digits.")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        if let direct = encoder as? DocumentEncoding {
            direct.write(self)
            return
        }
        var container = encoder.singleValueContainer()
        if scale == 0, let whole = Int(exactly: units) {
            try container.encode(whole)
        } else {
            try container.encode(approximate)
        }
    }
}
