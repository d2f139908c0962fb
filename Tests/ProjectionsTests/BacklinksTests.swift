import HubSpotModel
import Testing

@testable import Projections

@Suite("Backlinks")
struct BacklinksTests {
    private let company = TypedRef(.companies, RecordRef(raw: 1))
    private let other = TypedRef(.companies, RecordRef(raw: 258))

    private func contact(_ raw: UInt64) -> TypedRef { TypedRef(.contacts, RecordRef(raw: raw)) }

    @Test func storedOwnersAndNewOnesAreReadTogether() throws {
        let rows = MemoryRows()
        var first = Backlinks(source: rows)
        for raw in 1...5 { first.add(company, from: contact(UInt64(raw))) }
        first.add(other, from: contact(9))
        var changes: [RowChange] = []
        first.drain(into: &changes)
        rows.write(changes)
        var second = Backlinks(source: rows)
        second.remove(company, from: contact(2))
        second.remove(company, from: contact(3))
        second.add(company, from: contact(3))
        second.add(company, from: contact(6))
        #expect(second.rowsRead == 0)
        #expect(try Set(second.owners(of: company)) == Set([1, 3, 4, 5, 6].map(contact)))
        #expect(try second.owners(of: other) == [contact(9)])
        changes = []
        second.drain(into: &changes)
        rows.write(changes)
        var third = Backlinks(source: rows)
        #expect(try Set(third.owners(of: company)) == Set([1, 3, 4, 5, 6].map(contact)))
    }
}
