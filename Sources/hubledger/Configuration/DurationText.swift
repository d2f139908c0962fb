/// Durations as people write them in the configuration: `250ms`, `90s`, `15m`, `1h`, `1d`.
enum DurationText {
    /// Milliseconds, from one of them to 366 days; `nil` for anything else.
    static func milliseconds(_ text: String) -> Int64? {
        if text.hasSuffix("ms") {
            let count = Int64(text.dropLast(2))
            return count.flatMap { (1...31_622_400_000).contains($0) ? $0 : nil }
        }
        let seconds: Int64
        switch text.last {
        case "s": seconds = 1
        case "m": seconds = 60
        case "h": seconds = 3_600
        case "d": seconds = 86_400
        default: return nil
        }
        guard let count = Int64(text.dropLast()), (1...31_622_400).contains(count) else {
            return nil
        }
        let total = count * seconds
        return total <= 31_622_400 ? total * 1_000 : nil
    }
}
