import HubSpotModel
import LedgerTestSupport
import Testing

@testable import Projections

/// What a fold touches: counted, not timed.
@Suite("Cost of a fold")
struct FoldCostTests {
    /// A stored portal with so many contacts, companies, deals and meetings, linked.
    private static func storedPortal(
        _ size: Int, _ context: ProjectionContext
    ) throws -> (rows: MemoryRows, portal: TestPortal) {
        var portal = TestPortal()
        for number in 1...size {
            let id = RecordID(String(number))
            let contact = RecordKey(.contacts, id)
            portal.create(
                contact,
                [("createdate", "2026-01-05T09:00:00.000Z"), ("hs_analytics_source", "OFFLINE")])
            portal.create(RecordKey(.companies, id), [("name", "Company \(number)")])
            let deal = RecordKey(.deals, id)
            portal.create(
                deal,
                [
                    ("pipeline", "700001"), ("dealstage", "1"), ("amount", "100"),
                    ("createdate", "2026-02-03T09:00:00.000Z"),
                ])
            let meeting = RecordKey(.meetings, id)
            portal.create(meeting, [("hs_timestamp", "2026-03-04T09:00:00.000Z")])
            let type = AssociationType(category: "HUBSPOT_DEFINED", typeID: 3, label: nil)
            portal.link(contact, to: RecordKey(.companies, id), [type])
            portal.link(deal, to: contact, [type])
            portal.link(deal, to: RecordKey(.companies, id), [type])
            portal.link(meeting, to: deal, [type])
        }
        portal.log.commit()
        let rows = MemoryRows()
        var projection = try PortalProjection(context: context, source: rows)
        for batch in portal.log.batches { try projection.fold(batch) }
        rows.write(try projection.drain())
        return (rows, portal)
    }

    /// Record rows read while folding fifty changes into a stored portal of a size.
    private static func rowsRead(size: Int) throws -> Int {
        let context = try RandomPortal(seed: 3, events: 0).context
        let (rows, stored) = try storedPortal(size, context)
        var portal = stored
        let blocks = portal.log.batches.count
        let symbols = portal.log.symbols
        for number in 1...50 {
            portal.change(
                RecordKey(.deals, RecordID(String(number))), [("amount", "\(200 + number)")])
        }
        portal.log.commit()
        var projection = try PortalProjection(context: context, symbols: symbols, source: rows)
        for batch in portal.log.batches[blocks...] { try projection.fold(batch) }
        rows.write(try projection.drain())
        return projection.recordRowsRead
    }

    @Test func fiftyChangesReadTheFiftyRecordsAndTheirNeighbours() throws {
        // A deal, its contact for the source, its company for the attribution.
        #expect(try Self.rowsRead(size: 60) == 150)
    }

    @Test func whatFiftyChangesReadDoesNotGrowWithThePortal() throws {
        #expect(try Self.rowsRead(size: 600) == Self.rowsRead(size: 60))
    }

    @Test func fiftyChangesWriteTheFiftyRecordsAndTheirCells() throws {
        let context = try RandomPortal(seed: 3, events: 0).context
        let (rows, stored) = try Self.storedPortal(100, context)
        var portal = stored
        let blocks = portal.log.batches.count
        for number in 1...50 {
            portal.change(
                RecordKey(.deals, RecordID(String(number))), [("closedate", "2026-12-01")])
        }
        portal.log.commit()
        var projection = try PortalProjection(
            context: context, symbols: stored.log.symbols, source: rows)
        for batch in portal.log.batches[blocks...] { try projection.fold(batch) }
        let changes = try projection.drain()
        let tables = Dictionary(grouping: changes, by: \.table).mapValues(\.count)
        #expect(tables[.deals] == 50)
        #expect(tables[.pipelineDeals] == 50)
        // Open deals by expected close, amounts and weighted, undated and dated; quality.
        #expect(tables[.pipelineCells] == 4)
        #expect(tables[.censusCells] == 1)
        #expect(tables.count == 4)
    }

    /// What fifty changes of every kind read and write in a portal of a size.
    private static func cost(
        size: Int
    ) throws -> (rowsRead: Int, rowsWritten: Int, bytesWritten: Int) {
        let context = try RandomPortal(seed: 3, events: 0).context
        var portal = TestPortal()
        var random = SplitMix64(seed: 11)
        func time(_ days: ClosedRange<Int64>) -> String {
            let hours = Int64.random(in: 0..<24, using: &random)
            return Instant(
                milliseconds: 1_767_225_600_000
                    + Int64.random(in: days, using: &random) * 86_400_000 + hours * 3_600_000
            ).description
        }
        for number in 1...size {
            let id = RecordID(String(number))
            let contact = RecordKey(.contacts, id)
            portal.create(
                contact,
                [
                    ("createdate", time(0...300)), ("hubspot_owner_id", "11"),
                    ("hs_v2_date_entered_lead", time(0...100)),
                    ("hs_v2_date_entered_marketingqualifiedlead", time(100...200)),
                    ("hs_analytics_last_visit_timestamp", time(200...300)),
                    ("hs_analytics_num_visits", "\(number % 30)"),
                ])
            let deal = RecordKey(.deals, id)
            portal.create(
                deal,
                [
                    ("pipeline", "700001"), ("dealstage", number % 3 == 0 ? "won" : "1"),
                    ("amount", "\(number)"), ("createdate", time(0...100)),
                    ("closedate", time(100...300)), ("hs_v2_date_entered_1", time(0...100)),
                    ("hs_v2_date_exited_1", time(100...200)),
                    ("closed_won_reason", "Reason \(number % 9)"),
                ])
            portal.link(
                deal, to: contact,
                [AssociationType(category: "HUBSPOT_DEFINED", typeID: 3, label: nil)])
        }
        portal.log.commit()
        let rows = MemoryRows()
        var projection = try PortalProjection(context: context, source: rows)
        for batch in portal.log.batches { try projection.fold(batch) }
        rows.write(try projection.drain())
        let (blocks, symbols) = (portal.log.batches.count, portal.log.symbols)
        for number in 1...50 {
            let id = RecordID(String(number))
            if number.isMultiple(of: 2) {
                portal.change(
                    RecordKey(.contacts, id),
                    [
                        ("hs_v2_date_entered_marketingqualifiedlead", time(100...200)),
                        ("hs_analytics_num_visits", "31"),
                        ("hs_analytics_last_visit_timestamp", time(200...300)),
                    ])
            } else {
                portal.change(
                    RecordKey(.deals, id),
                    [
                        ("dealstage", "won"), ("amount", "7"),
                        ("hs_v2_date_exited_1", time(100...200)),
                    ])
            }
        }
        portal.log.commit()
        projection = try PortalProjection(context: context, symbols: symbols, source: rows)
        for batch in portal.log.batches[blocks...] { try projection.fold(batch) }
        let changes = try projection.drain()
        return (
            projection.recordRowsRead + projection.readModelRowsRead, changes.count,
            changes.reduce(0) { $0 + $1.key.count + ($1.value?.count ?? 0) }
        )
    }

    /// Tenfold the portal, the same fifty changes: cells that keep amounts or lengths hold a few
    /// more of them, and that is all that grows.
    @Test func whatFiftyChangesReadAndWriteHardlyGrowsWithThePortal() throws {
        let (small, large) = (try Self.cost(size: 300), try Self.cost(size: 3_000))
        #expect(large.rowsRead * 10 <= small.rowsRead * 12)
        #expect(large.rowsWritten * 10 <= small.rowsWritten * 12)
        #expect(large.bytesWritten * 10 <= small.bytesWritten * 15)
    }

    @Test func anEvictedPortalKeepsNothingInMemory() throws {
        let context = try RandomPortal(seed: 3, events: 0).context
        let (rows, stored) = try Self.storedPortal(40, context)
        var projection = try PortalProjection(
            context: context, symbols: stored.log.symbols, source: rows)
        _ = try projection.models()
        try projection.evict()
        #expect(projection.recordRowsInMemory == 0)
        #expect(projection.readModelRowCount == 0)
    }

    @Test func rowsThatWereNotDrainedCannotBeEvicted() throws {
        let random = try RandomPortal(seed: 5, events: 60)
        var projection = try PortalProjection(context: random.context, source: MemoryRows())
        for batch in random.portal.log.batches { try projection.fold(batch) }
        #expect(throws: ProjectionError.undrained) { try projection.evict() }
        try projection.settle()
        #expect(throws: ProjectionError.undrained) { try projection.evict() }
    }
}
