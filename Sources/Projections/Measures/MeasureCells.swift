internal import HubSpotModel

/// The cells of an analyzer's measures.
package struct MeasureCells: Sendable {
    private var table: StateTable<CellKey, Cell>

    package init(_ id: StateTableID, source: (any RowSource)?) {
        table = StateTable(id, source: source)
    }

    mutating func add(_ fact: Fact, to measure: MeasureID, sign: Int64) throws {
        let key = CellKey(
            measure: measure, date: fact.date, split: fact.split, detail: fact.detail)
        try table.update(key) { cell in
            var changed = cell.take() ?? Cell()
            changed.add(amount: fact.amount, position: fact.position, sign: sign)
            cell = changed.isEmpty ? nil : changed
        }
    }

    /// Every cell, by measure, to read figures from.
    package mutating func figures() throws -> Figures {
        try table.loadAll()
        var cells: [MeasureID: [Figures.Entry]] = [:]
        table.forEach { key, cell in
            cells[key.measure, default: []].append(
                Figures.Entry(date: key.date, split: key.split, detail: key.detail, cell: cell))
        }
        return Figures(cells: cells)
    }

    package var rowsRead: Int { table.rowsRead }
    package var count: Int { table.count }

    package mutating func drain(into changes: inout [RowChange]) { table.drain(into: &changes) }
    package mutating func evict() throws { try table.evict() }
}
