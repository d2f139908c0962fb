/// Where a figure stands in the document: periods left out, rows by key.
///
/// `pipeline.winRate`, `pipeline.byOwner[12].amount`, `target.model.required.leads`. A row is known
/// by the id or the text that stands first in it; one of a series by its date; one of `byDay` by
/// `date/owner/type`; a cohort's horizon by its months.
package struct MetricPath: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        case name(String)
        case row(String)
    }

    let steps: [Step]

    /// `nil` for a text that is no path.
    package init?(_ text: String) {
        var steps: [Step] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if rest.first == "[" {
                // A key may hold brackets and dots: it ends where the path can go on.
                guard let end = Self.end(of: rest) else { return nil }
                steps.append(.row(String(rest[rest.index(after: rest.startIndex)..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { return nil }
                steps.append(.name(String(name)))
                rest = rest.dropFirst(name.count)
            }
            if rest.first == "." {
                rest = rest.dropFirst()
                guard !rest.isEmpty else { return nil }
            }
        }
        guard !steps.isEmpty else { return nil }
        self.steps = steps
    }

    private static func end(of text: Substring) -> Substring.Index? {
        text.indices.first { index in
            guard text[index] == "]" else { return false }
            let next = text.index(after: index)
            return next == text.endIndex || text[next] == "." || text[next] == "["
        }
    }
}

/// A figure found in a document.
struct FoundMetric {
    /// Periods left out, rows by key.
    let path: String
    /// The path in the document with every row as `[]` and without the period.
    let pattern: String
    /// `nil` for figures that have no periods.
    let period: PeriodKey?
    /// The rows passed on the way, outermost first, with their keys.
    let rows: [(key: String, row: DocumentTree)]
    let value: DocumentNumber?
}

/// The document as figures with paths.
struct MetricIndex {
    let tree: DocumentTree

    // MARK: Finding one

    /// - Parameter period: `nil` takes the figure without periods, else that of the year to date.
    func find(_ path: MetricPath, period: PeriodKey?) -> FoundMetric? {
        var walk = Walk()
        walk.wanted = period
        return find(path.steps[...], in: tree, walk)
    }

    private struct Walk {
        var wanted: PeriodKey?
        var path = ""
        var pattern = ""
        var period: PeriodKey?
        var rows: [(key: String, row: DocumentTree)] = []
        var columns: [String] = []
        var horizons: [String] = []

        mutating func step(_ name: String, isShown: Bool = true) {
            pattern += pattern.isEmpty ? name : ".\(name)"
            if isShown { path += path.isEmpty ? name : ".\(name)" }
        }

        mutating func enter(_ key: String, _ row: DocumentTree) {
            path += "[\(key)]"
            pattern += "[]"
            rows.append((key, row))
        }
    }

    private func find(
        _ steps: ArraySlice<MetricPath.Step>, in node: DocumentTree, _ walk: Walk
    ) -> FoundMetric? {
        var walk = walk
        if let columns = node["columns"] { walk.columns = columns.items.compactMap(\.text) }
        if let horizons = node["horizonsMonths"] {
            walk.horizons = horizons.items.map { $0.number?.description ?? "" }
        }
        guard let step = steps.first else {
            if node.isFigure {
                return FoundMetric(
                    path: walk.path, pattern: walk.pattern, period: walk.period, rows: walk.rows,
                    value: node.number)
            }
            return node.isByPeriod ? inPeriod(steps, node, walk) : nil
        }
        switch step {
        case .name(let name):
            if node.isByPeriod { return inPeriod(steps, node, walk) }
            let periods = node["byPeriod"]
            if walk.wanted != nil, name != "byPeriod", let periods,
                let found = inPeriods(steps, periods, walk)
            {
                return found
            }
            if let next = member(name, of: node, walk) {
                var inside = walk
                inside.step(name)
                if let found = find(steps.dropFirst(), in: next, inside) { return found }
            }
            return periods.flatMap { inPeriods(steps, $0, walk) }
        case .row(let key):
            if node.isByPeriod { return inPeriod(steps, node, walk) }
            if let rows = node["rows"] {
                var inside = walk
                inside.step("rows", isShown: false)
                return find(steps, in: rows, inside)
            }
            guard let row = Self.rows(of: node, walk.horizons).first(where: { $0.key == key })
            else { return nil }
            walk.enter(key, row.row)
            return find(steps.dropFirst(), in: row.row, walk)
        }
    }

    private func inPeriods(
        _ steps: ArraySlice<MetricPath.Step>, _ periods: DocumentTree, _ walk: Walk
    ) -> FoundMetric? {
        var inside = walk
        inside.step("byPeriod", isShown: false)
        return find(steps, in: periods, inside)
    }

    /// Steps into the wanted period, or into the one that the path itself names.
    private func inPeriod(
        _ steps: ArraySlice<MetricPath.Step>, _ node: DocumentTree, _ walk: Walk
    ) -> FoundMetric? {
        var (walk, steps) = (walk, steps)
        if case .name(let name)? = steps.first, let named = PeriodKey(rawValue: name) {
            walk.wanted = named
            steps = steps.dropFirst()
        }
        let period = walk.wanted ?? .ytd
        walk.period = period
        return node[period.rawValue].flatMap { find(steps, in: $0, walk) }
    }

    private func member(_ name: String, of node: DocumentTree, _ walk: Walk) -> DocumentTree? {
        if case .list(let cells) = node {
            return walk.columns.firstIndex(of: name).flatMap { place in
                place < cells.count ? cells[place] : nil
            }
        }
        return node[name]
    }

    // MARK: Rows

    private static let keyNames = [
        "dealId", "contactId", "companyId", "taskId", "stageId", "ownerId", "source", "status",
        "stage", "industry", "outcome", "reason", "month", "cohort", "id",
    ]
    /// The key of a row that has none: no owner, no stage.
    static let noKey = "none"

    /// The rows of a list with their keys, each key once.
    static func rows(
        of node: DocumentTree, _ horizons: [String]
    ) -> [(key: String, row: DocumentTree)] {
        guard case .list(let items) = node else { return [] }
        var seen: [String: Int] = [:]
        return items.enumerated().map { place, row in
            let key = key(of: row, at: place, horizons)
            let times = (seen[key] ?? 0) + 1
            seen[key] = times
            return (times == 1 ? key : "\(key)#\(times)", row)
        }
    }

    private static func key(
        of row: DocumentTree, at place: Int, _ horizons: [String]
    ) -> String {
        switch row {
        case .object(let members):
            guard let name = keyNames.first(where: { row[$0] != nil }),
                let value = members.first(where: { $0.key == name })?.value
            else { return String(place) }
            return value.text ?? value.number?.description ?? noKey
        case .list(let cells):
            // A row of a table: its date, or everything but the number at its end.
            guard cells.count == 4 else { return cells.first?.text ?? String(place) }
            return cells.dropLast().map { $0.text ?? noKey }.joined(separator: "/")
        default: return place < horizons.count ? horizons[place] : String(place)
        }
    }

    // MARK: Finding all

    /// Every figure of the document, in its order; of figures with periods all six.
    var all: [FoundMetric] {
        var found: [FoundMetric] = []
        collect(tree, Walk(), into: &found)
        return found
    }

    private func collect(_ node: DocumentTree, _ walk: Walk, into found: inout [FoundMetric]) {
        var walk = walk
        if let columns = node["columns"] { walk.columns = columns.items.compactMap(\.text) }
        if let horizons = node["horizonsMonths"] {
            walk.horizons = horizons.items.map { $0.number?.description ?? "" }
        }
        switch node {
        case .number(let number):
            found.append(
                FoundMetric(
                    path: walk.path, pattern: walk.pattern, period: walk.period, rows: walk.rows,
                    value: number))
        case .object(let members):
            for member in members {
                var inside = walk
                if node.isByPeriod {
                    inside.period = PeriodKey(rawValue: member.key)
                } else {
                    let isHidden =
                        member.key == "byPeriod" || member.key == "rows" && node["columns"] != nil
                        || member.key == "rows" && node["horizonsMonths"] != nil
                    inside.step(member.key, isShown: !isHidden)
                }
                collect(member.value, inside, into: &found)
            }
        case .list(let cells):
            if !walk.columns.isEmpty, let last = walk.rows.last, case .list = last.row {
                for (column, cell) in zip(walk.columns, cells) {
                    var inside = walk
                    inside.step(column)
                    collect(cell, inside, into: &found)
                }
                return
            }
            for (key, row) in Self.rows(of: node, walk.horizons) {
                var inside = walk
                inside.enter(key, row)
                collect(row, inside, into: &found)
            }
        case .text, .flag, .null: break
        }
    }

    // MARK: Suggesting

    /// The paths most like one that is not there, best first.
    func nearest(to text: String, count: Int = 3) -> [String] {
        var seen: Set<String> = []
        let wanted = Array(text.lowercased().utf8)
        let last = text.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let ranked = all.filter { seen.insert($0.pattern).inserted }.map { metric in
            let name = metric.path.split(separator: ".").last.map { $0.lowercased() } ?? ""
            // The same last word in another place is what was meant more often than a typing slip.
            let distance = Self.distance(wanted, Array(metric.path.lowercased().utf8))
            let lastDistance = Self.distance(Array(last.utf8), Array(name.utf8))
            return (metric.path, min(distance, 2 * lastDistance + distance / 4))
        }
        return ranked.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 }.prefix(count).map(\.0)
    }

    /// Insertions, deletions and replacements between two texts.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let cost = byte == other ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[right.count]
    }
}
