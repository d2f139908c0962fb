import HubSpotModel
import Testing

@testable import Projections

@Suite("State table")
struct StateTableTests {
    private typealias Table = StateTable<RecordRef, Cell>

    private static func cell(_ amount: Int128) -> Cell {
        var cell = Cell()
        cell.add(amount: amount, position: nil, sign: 1)
        return cell
    }

    @Test func aRowIsReadOnceAndOnlyWhenAskedFor() throws {
        let rows = MemoryRows()
        var first = Table(.dealActivities, source: rows)
        for raw in 1...9 { first.set(RecordRef(raw: UInt64(raw)), to: Self.cell(Int128(raw))) }
        var changes: [RowChange] = []
        first.drain(into: &changes)
        rows.write(changes)
        var second = Table(.dealActivities, source: rows)
        #expect(try second.row(RecordRef(raw: 3)) == Self.cell(3))
        #expect(try second.row(RecordRef(raw: 3)) == Self.cell(3))
        #expect(try second.row(RecordRef(raw: 77)) == nil)
        #expect(try second.row(RecordRef(raw: 77)) == nil)
        #expect(second.rowsRead == 2)
        try second.loadAll()
        #expect(second.count == 9)
    }

    @Test func drainsTheLastStateOfEachChangedRowInKeyOrder() throws {
        var table = Table(.dealActivities, source: nil)
        table.set(RecordRef(raw: 300), to: Self.cell(1))
        table.set(RecordRef(raw: 2), to: Self.cell(1))
        table.set(RecordRef(raw: 2), to: Self.cell(5))
        table.set(RecordRef(raw: 7), to: Self.cell(1))
        table.set(RecordRef(raw: 7), to: nil)
        var changes: [RowChange] = []
        table.drain(into: &changes)
        #expect(changes.map { $0.key.last } == [2, 7, 44])
        #expect(changes.map { $0.value == nil } == [false, true, false])
        #expect(changes[0].value == Self.cell(5).storedBytes)
        changes = []
        table.drain(into: &changes)
        #expect(changes.isEmpty)
    }

    @Test func aRemovedRowStaysRemovedUntilItIsWritten() throws {
        let rows = MemoryRows()
        rows.write([
            RowChange(
                table: .dealActivities, key: RecordRef(raw: 1).storedBytes,
                value: Self.cell(4).storedBytes)
        ])
        var table = Table(.dealActivities, source: rows)
        table.set(RecordRef(raw: 1), to: nil)
        try table.loadAll()
        #expect(try table.row(RecordRef(raw: 1)) == nil)
        #expect(table.count == 0)
    }

    @Test func aRowThatCannotBeReadNamesItsTable() throws {
        let rows = MemoryRows()
        let key = RecordRef(raw: 1).storedBytes
        let broken: [[UInt8]] = [
            [], [1, 1, 1], [2, 2, 2, 0, 9], [0xFF], Array(repeating: 0xFF, count: 40),
        ]
        for bytes in broken {
            rows.write([RowChange(table: .dealActivities, key: key, value: bytes)])
            var table = Table(.dealActivities, source: rows)
            #expect(throws: ProjectionError.corruptRow(table: "dealActivities")) {
                try table.row(RecordRef(raw: 1))
            }
        }
    }
}
