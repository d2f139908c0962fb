/// Durations as people write them in the configuration: `90s`, `15m`, `1h`, `1d`.
enum DurationText {
    /// Milliseconds, from one second to 366 days; `nil` for anything else.
    static func milliseconds(_ text: String) -> Int64? {
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
