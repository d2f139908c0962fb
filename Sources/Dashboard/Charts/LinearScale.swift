/// Maps a domain of values to a range of positions; the range may run downward.
struct LinearScale: Sendable {
    let domain: ClosedRange<Double>
    let start: Double
    let end: Double

    /// Widens a domain without extent by one, so that every value has a place.
    init(domain: ClosedRange<Double>, from start: Double, to end: Double) {
        let hasExtent = domain.lowerBound < domain.upperBound
        self.domain = hasExtent ? domain : domain.lowerBound...(domain.lowerBound + 1)
        self.start = start
        self.end = end
    }

    func callAsFunction(_ value: Double) -> Double {
        let fraction = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        return start + fraction * (end - start)
    }
}
