package import BigInt

/// An exact fraction.
package struct Rational: Hashable, Sendable, Comparable {
    package let numerator: BigInt
    /// Positive; without a common factor with the numerator.
    package let denominator: BigInt

    /// - Precondition: `denominator` is not zero.
    package init(_ numerator: BigInt, _ denominator: BigInt) {
        precondition(denominator != 0, "a fraction has a denominator")
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / divisor
        self.denominator = sign * denominator / divisor
    }

    package init(_ value: some BinaryInteger) {
        numerator = BigInt(value)
        denominator = 1
    }

    package static let zero = Rational(0)
    package static let one = Rational(1)

    package var isZero: Bool { numerator.isZero }

    package static func + (left: Rational, right: Rational) -> Rational {
        Rational(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }

    package static func - (left: Rational, right: Rational) -> Rational { left + -right }

    package static prefix func - (value: Rational) -> Rational {
        Rational(-value.numerator, value.denominator)
    }

    package static func * (left: Rational, right: Rational) -> Rational {
        Rational(left.numerator * right.numerator, left.denominator * right.denominator)
    }

    /// The quotient, or `nil` where the divisor is zero.
    package func divided(by divisor: Rational) -> Rational? {
        divisor.isZero
            ? nil
            : Rational(numerator * divisor.denominator, denominator * divisor.numerator)
    }

    package static func < (left: Rational, right: Rational) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }

    /// Units of 10^−scale, rounded half away from zero.
    ///
    /// - Precondition: the result fits 128 bits; figures of a portal are far below.
    package func rounded(scale: Int) -> Int128 {
        let scaled = numerator.magnitude * BigUInt(10).power(scale)
        let divisor = denominator.magnitude
        let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: divisor)
        let units = remainder * 2 >= divisor ? quotient + 1 : quotient
        return Int128(numerator < 0 ? -BigInt(units) : BigInt(units))
    }

    /// The least integer that is not below the value.
    package var ceiling: Int128 {
        let (quotient, remainder) = numerator.magnitude.quotientAndRemainder(
            dividingBy: denominator.magnitude)
        guard numerator < 0 else {
            return Int128(remainder.isZero ? BigInt(quotient) : BigInt(quotient + 1))
        }
        return Int128(-BigInt(quotient))
    }
}
