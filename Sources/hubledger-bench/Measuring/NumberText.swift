import Foundation

/// Three significant digits, thousands as k and M.
func compact(_ value: Double) -> String {
    let magnitude = abs(value)
    if magnitude >= 999_500 { return significant(value / 1_000_000) + " M" }
    if magnitude >= 9_995 { return significant(value / 1000) + " k" }
    return significant(value)
}

private func significant(_ value: Double) -> String {
    let magnitude = abs(value)
    if magnitude == magnitude.rounded(), magnitude < 1_000_000 { return String(Int(value)) }
    let places = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3
    return String(format: "%.\(places)f", value)
}

/// Fills up with spaces on the right.
func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}
