import Projections

/// An explanation for people: the figure, its formula, and the records that weigh most.
struct ExplanationText {
    private let explanation: Explanation

    init(_ explanation: Explanation) { self.explanation = explanation }

    /// Records listed; `--json` has all of them.
    private static let rowsMax = 20

    var text: String {
        let period = explanation.period.map { " (\($0.rawValue))" } ?? ""
        var lines = [
            "\(explanation.metric)\(period) = \(Self.text(explanation.value))",
            explanation.formula,
        ]
        if !explanation.inputs.isEmpty {
            lines.append("")
            lines.append("Inputs")
            lines += explanation.inputs.map { "  \($0.name): \(Self.text($0.value))" }
        }
        lines += counted
        lines += excluded
        return lines.joined(separator: "\n") + "\n"
    }

    private var counted: [String] {
        guard !explanation.counted.isEmpty else { return [] }
        let unit = explanation.unit.isEmpty ? "" : ", in \(explanation.unit)"
        var lines = [
            "", "Counted: \(explanation.counted.count) (\(explanation.combine.rawValue)\(unit))",
        ]
        for row in explanation.counted.prefix(Self.rowsMax) {
            var line = "  \(row.object) \(row.id)  \(row.contribution)"
            if let weight = row.weight { line += " of \(weight)" }
            lines.append(line)
        }
        let rest = explanation.counted.count - Self.rowsMax
        if rest > 0 { lines.append("  … and \(rest) more; --json lists them with their events") }
        return lines
    }

    private var excluded: [String] {
        guard !explanation.excluded.isEmpty else { return [] }
        var reasons: [String: Int] = [:]
        for record in explanation.excluded {
            reasons["\(record.object): \(record.reason)", default: 0] += 1
        }
        let ordered = reasons.sorted {
            $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
        }
        var lines = ["", "Left out: \(explanation.excluded.count)"]
        lines += ordered.prefix(Self.rowsMax).map { "  \($0.value) × \($0.key)" }
        let rest = ordered.count - Self.rowsMax
        if rest > 0 { lines.append("  … and \(rest) more reasons") }
        return lines
    }

    private static func text(_ number: DocumentNumber?) -> String {
        guard let number else { return "none" }
        return number.description
    }

    private static func text(_ value: Explanation.InputValue) -> String {
        switch value {
        case .number(let number): return number.description
        case .text(let text): return text
        case .null: return "none"
        }
    }
}
