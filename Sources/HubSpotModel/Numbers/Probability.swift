/// A probability in whole ten-thousandths, rounded once, when read.
package struct Probability: Hashable, Sendable, Comparable {
    /// 10 000 is certain; HubSpot does not keep values within 0 and 1 by itself.
    package let tenThousandths: Int64

    package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

    package static let zero = Probability(tenThousandths: 0)
    package static let one = Probability(tenThousandths: 10_000)

    package init(_ decimal: ExactDecimal) {
        self.init(tenThousandths: decimal.rounded(scale: 4))
    }

    package init?(parsing text: String) {
        guard let decimal = ExactDecimal(parsing: text) else { return nil }
        self.init(decimal)
    }

    package static func < (left: Probability, right: Probability) -> Bool {
        left.tenThousandths < right.tenThousandths
    }
}
