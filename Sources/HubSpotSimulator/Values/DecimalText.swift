/// Numbers as HubSpot writes them into text.
enum DecimalText {
    /// Money in minor units: `1234.5`, `12`, never with trailing zeros.
    static func money(_ minorUnits: Int64) -> String {
        let sign = minorUnits < 0 ? "-" : ""
        let units = abs(minorUnits) / 100
        let cents = abs(minorUnits) % 100
        if cents == 0 { return "\(sign)\(units)" }
        return cents % 10 == 0
            ? "\(sign)\(units).\(cents / 10)"
            : "\(sign)\(units).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// Reads money to minor units, half away from zero; nil when it is no plain number.
    static func minorUnits(_ text: String) -> Int64? {
        guard let value = Double(text), abs(value) < 1e13 else { return nil }
        return Int64((value * 100).rounded(.toNearestOrAwayFromZero))
    }

    /// Every digit of the binary fraction, as HubSpot's calculated numbers show it:
    /// 0.2 is `0.200000000000000011102230246251565404236316680908203125`.
    static func expansion(_ value: Double) -> String {
        guard value.isFinite, value != value.rounded(.towardZero) else {
            return value.isFinite && abs(value) < 1e15 ? "\(Int64(value))" : "0"
        }
        let whole = abs(value).rounded(.towardZero)
        var fraction = abs(value) - whole
        var digits: [UInt8] = []
        // A double has at most 1074 binary places, and as many decimal ones.
        var binary: [UInt8] = []
        while fraction > 0 {
            fraction *= 2
            binary.append(fraction >= 1 ? 1 : 0)
            if fraction >= 1 { fraction -= 1 }
        }
        // The fraction is Σ bit·2⁻ⁱ: halve from the last bit, one decimal place a step.
        for bit in binary.reversed() {
            var carry = bit
            for index in digits.indices {
                let current = carry * 10 + digits[index]
                digits[index] = current / 2
                carry = current % 2
            }
            if carry == 1 { digits.append(5) }
        }
        let text = String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
        return "\(value < 0 ? "-" : "")\(Int64(whole)).\(text)"
    }
}
