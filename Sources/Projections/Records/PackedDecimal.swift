internal import HubSpotModel

/// A decimal as it was written, in eight bytes: units and scale, or the code of a longer text.
package struct PackedDecimal: Hashable, Sendable {
    let packed: Int64

    init(packed: Int64) { self.packed = packed }

    static let none = PackedDecimal(packed: missing)

    private static let unitsMax: UInt64 = 1 << 54

    /// Packs `units ÷ 10^scale` where it fits.
    init?(units: Int64, scale: Int) {
        guard units.magnitude < Self.unitsMax, scale < 64 else { return nil }
        packed = units << 8 | Int64(scale) << 1
    }

    init(text code: TextCode) { packed = Int64(code) << 1 | 1 }

    package var isMissing: Bool { packed == missing }

    private var units: Int64 { packed >> 8 }
    private var scale: Int { Int(packed >> 1 & 0x7F) }
    private var isText: Bool { packed & 1 == 1 }

    /// The amount in hundredths, rounded half away from zero; `nil` when missing.
    func money(_ lexicon: Lexicon) -> Money? {
        guard !isMissing else { return nil }
        guard !isText else { return Money(parsing: lexicon.text(TextCode(packed >> 1))) }
        switch scale {
        case 0: return Money(minorUnits: units * 100)
        case 1: return Money(minorUnits: units * 10)
        case 2: return Money(minorUnits: units)
        case 3...20:
            var divisor: Int64 = 1
            for _ in 2..<scale { divisor *= 10 }
            let (quotient, rest) = units.quotientAndRemainder(dividingBy: divisor)
            let isUp = rest.magnitude * 2 >= divisor.magnitude
            return Money(minorUnits: quotient + (isUp ? units.signum() : 0))
        default: return .zero
        }
    }

    /// The number exactly as written; `nil` when missing.
    func exact(_ lexicon: Lexicon) -> ExactDecimal? {
        guard !isMissing else { return nil }
        if isText { return ExactDecimal(parsing: lexicon.text(TextCode(packed >> 1))) }
        return ExactDecimal(parsing: "\(units)e-\(scale)")
    }
}
