/// Round steps from zero to at least the greatest value, and the lines that mark them.
struct ValueAxis: Sendable {
    let ticks: [Int]

    var last: Double { Double(ticks.last ?? 1) }
    var first: Double { Double(ticks.first ?? 0) }

    /// At most five steps of 1, 2, 2.5 or 5 times a power of ten, none below one.
    init(from least: Double = 0, to greatest: Double) {
        let extent = max(greatest, 0) - min(least, 0)
        let step = Self.step(for: extent)
        let start = least < 0 ? -Self.steps(in: -least, of: step) : 0
        let end = max(Self.steps(in: max(greatest, 0), of: step), start == 0 ? 1 : 0)
        ticks = (start...end).map { $0 * step }
    }

    private static func steps(in length: Double, of step: Int) -> Int {
        Int((length / Double(step)).rounded(.up))
    }

    private static func step(for extent: Double) -> Int {
        var power = 1
        while Double(power) * 50 < extent, power < 1_000_000_000_000_000 { power *= 10 }
        let candidates = power == 1 ? [1, 2, 5, 10] : [power, power * 2, power * 5 / 2, power * 5]
        for candidate in candidates + [power * 10] where Double(candidate) * 4 >= extent {
            return candidate
        }
        return power * 20
    }

    /// Gridlines, with their labels in the gutter left of the plot.
    func grid(_ y: LinearScale, label: (Int) -> String) -> Markup {
        .group(
            ticks.map { tick in
                let position = y(Double(tick))
                return .group([
                    Mark.rule(y: position, class: tick == 0 ? "zero" : "grid"),
                    Mark.tick(label(tick), y: position),
                ])
            })
    }
}
