/// One measured number, with what it is compared with.
struct Figure: Sendable, Codable {
    var name: String
    var value: Double
    var unit: String
    /// Milliseconds of a single step, where steps were timed one by one.
    var p50: Double?
    var p99: Double?
    /// What it is compared with, measured in the same run.
    var reference: String?
    /// How many times as good as the reference; above 1 is better.
    var ratio: Double?
    var goal: Goal?
    /// What a reader has to know to judge the number.
    var note: String?

    init(_ name: String, _ value: Double, _ unit: String) {
        self.name = name
        self.value = value
        self.unit = unit
    }

    func steps(_ samples: Samples) -> Figure {
        var figure = self
        figure.p50 = samples.quantile(0.50)
        figure.p99 = samples.quantile(0.99)
        return figure
    }

    func compared(with reference: String, ratio: Double) -> Figure {
        var figure = self
        figure.reference = reference
        figure.ratio = ratio
        return figure
    }

    /// States a goal for the value.
    func goal(_ name: String, atLeast bound: Double) -> Figure {
        stating(Goal(name, "≥ \(compact(bound))", isMet: value >= bound))
    }

    func goal(_ name: String, atMost bound: Double) -> Figure {
        stating(Goal(name, "≤ \(compact(bound))", isMet: value <= bound))
    }

    /// States a goal for the ratio.
    func goal(_ name: String, ratioAtLeast bound: Double) -> Figure {
        stating(Goal(name, "≥ \(compact(bound))×", isMet: (ratio ?? 0) >= bound))
    }

    func noted(_ note: String) -> Figure {
        var figure = self
        figure.note = note
        return figure
    }

    private func stating(_ goal: Goal) -> Figure {
        var figure = self
        figure.goal = goal
        return figure
    }
}

/// A goal of the project, and whether this run reached it.
struct Goal: Sendable, Codable {
    let name: String
    let bound: String
    let isMet: Bool

    init(_ name: String, _ bound: String, isMet: Bool) {
        self.name = name
        self.bound = bound
        self.isMet = isMet
    }
}

/// What one benchmark measured.
struct BenchmarkResult: Sendable, Codable {
    let name: String
    /// How long all of it took, preparation included.
    let seconds: Double
    let figures: [Figure]
}
