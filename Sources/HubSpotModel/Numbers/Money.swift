/// An amount in the company currency, in whole hundredths.
///
/// Rounded once, when read; sums of it are exact and do not depend on order.
package struct Money: Hashable, Sendable, Comparable {
    /// Hundredths of the currency unit; below 10^17 either side of zero when read.
    package let minorUnits: Int64

    package init(minorUnits: Int64) { self.minorUnits = minorUnits }

    package static let zero = Money(minorUnits: 0)

    /// The amount rounded to hundredths, half away from zero.
    package init(_ decimal: ExactDecimal) {
        self.init(minorUnits: decimal.rounded(scale: 2))
    }

    /// The amount in another currency, multiplied as read and then rounded.
    package init?(_ decimal: ExactDecimal, exchangeRate: Rational) {
        guard let units = Int64(exactly: (decimal.rational * exchangeRate).rounded(scale: 2))
        else { return nil }
        self.init(minorUnits: units)
    }

    /// Reads an amount as the dictionary does, section 1.2; `nil` is a missing one.
    package init?(parsing text: String) {
        guard let decimal = ExactDecimal(parsing: text) else { return nil }
        self.init(decimal)
    }

    package static func < (left: Money, right: Money) -> Bool {
        left.minorUnits < right.minorUnits
    }
}
