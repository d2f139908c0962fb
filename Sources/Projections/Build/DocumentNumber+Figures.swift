internal import HubSpotModel

/// Figures in the precision of the document, each rounded once, half away from zero.
///
/// Source: metric dictionary, section 1.2.
extension DocumentNumber {
    /// Money from hundredths.
    static func money(_ cents: Int128) -> DocumentNumber { .init(units: cents, scale: 2) }

    static func money(_ amount: Money) -> DocumentNumber { .money(Int128(amount.minorUnits)) }

    /// Money from millionths, the unit of weighted amounts.
    static func weighted(_ millionths: Int128) -> DocumentNumber {
        .init(units: Rational(millionths).over(10_000).rounded(scale: 0), scale: 2)
    }

    /// Money from a fraction of hundredths.
    static func money(_ cents: Rational) -> DocumentNumber {
        .init(units: cents.rounded(scale: 0), scale: 2)
    }

    /// A ratio, share, rate or factor: four decimals.
    static func ratio(_ value: Rational) -> DocumentNumber {
        .init(units: value.rounded(scale: 4), scale: 4)
    }

    /// Days from milliseconds: one decimal.
    static func days(_ milliseconds: Rational) -> DocumentNumber {
        .init(units: milliseconds.over(86_400_000).rounded(scale: 1), scale: 1)
    }

    /// A volume or a target: two decimals.
    static func volume(_ value: Rational) -> DocumentNumber {
        .init(units: value.rounded(scale: 2), scale: 2)
    }
}

extension Rational {
    /// The value divided by a positive whole number.
    func over(_ divisor: Int128) -> Rational {
        precondition(divisor > 0, "a unit is positive")
        return divided(by: Rational(divisor)) ?? .zero
    }

    /// `numerator ÷ denominator`; `nil` where the denominator is 0.
    init?(_ numerator: some BinaryInteger, over denominator: some BinaryInteger) {
        guard let value = Rational(numerator).divided(by: Rational(denominator)) else {
            return nil
        }
        self = value
    }
}
