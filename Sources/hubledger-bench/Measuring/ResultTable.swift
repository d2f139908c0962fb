/// The results as aligned text.
struct ResultTable {
    private static let head = [
        "", "figure", "unit", "p50 ms", "p99 ms", "ratio", "against", "goal",
    ]
    private static let rightAligned: Set<Int> = [1, 3, 4, 5]

    let results: [BenchmarkResult]

    init(_ results: [BenchmarkResult]) { self.results = results }

    var text: String {
        var widths = Self.head.map(\.count)
        let rows = results.map { $0.figures.map(Self.cells) }
        for row in rows.joined() {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], cell.count)
            }
        }
        var text = Self.line(Self.head, widths)
        for (result, rows) in zip(results, rows) {
            text += "\n\(result.name) (\(compact(result.seconds)) s)\n"
            for row in rows { text += Self.line(row, widths) }
            for figure in result.figures {
                if let note = figure.note { text += "  \(figure.name): \(note)\n" }
            }
        }
        return text
    }

    private static func cells(_ figure: Figure) -> [String] {
        [
            "  " + figure.name, compact(figure.value), figure.unit,
            figure.p50.map(compact) ?? "", figure.p99.map(compact) ?? "",
            figure.ratio.map { compact($0) + "×" } ?? "", figure.reference ?? "",
            figure.goal.map { "\($0.name) \($0.bound) \($0.isMet ? "met" : "MISSED")" } ?? "",
        ]
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let space = String(repeating: " ", count: widths[column] - cell.count)
            line += (rightAligned.contains(column) ? space + cell : cell + space) + "  "
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}
