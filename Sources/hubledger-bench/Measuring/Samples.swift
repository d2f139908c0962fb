/// Durations of the same step, in milliseconds.
struct Samples: Sendable {
    private var milliseconds: [Double] = []

    var count: Int { milliseconds.count }
    var sum: Double { milliseconds.reduce(0, +) }
    var median: Double { quantile(0.5) }

    mutating func add(_ duration: Duration) { milliseconds.append(duration.seconds * 1000) }

    mutating func add(milliseconds value: Double) { milliseconds.append(value) }

    /// Times `body` and adds what it took.
    mutating func time<Value>(_ body: () throws -> Value) rethrows -> Value {
        let start = ContinuousClock.now
        let value = try body()
        add(ContinuousClock.now - start)
        return value
    }

    /// The value that a share of the samples does not exceed; 0 without samples.
    func quantile(_ share: Double) -> Double {
        guard !milliseconds.isEmpty else { return 0 }
        let sorted = milliseconds.sorted()
        return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

/// The seconds that `body` takes, with what it returns.
func timed<Value>(_ body: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
    let start = ContinuousClock.now
    let value = try body()
    return (value, (ContinuousClock.now - start).seconds)
}
