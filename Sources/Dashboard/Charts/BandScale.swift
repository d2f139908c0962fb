/// Cuts the width of a plot into equal bands, in percent of that width.
struct BandScale: Sendable {
    let count: Int
    /// The share of a band that its mark fills.
    var fill = 0.72

    var step: Double { 100 / Double(max(count, 1)) }
    var width: Double { step * fill }

    func start(_ index: Int) -> Double { (Double(index) + (1 - fill) / 2) * step }
    func middle(_ index: Int) -> Double { (Double(index) + 0.5) * step }
}
