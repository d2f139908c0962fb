import HubSpotModel
import LedgerTestSupport
import Testing

@testable import Projections

@Suite("Cell")
struct CellTests {
    @Test func equalPositionsAreOneMark() {
        var cell = Cell()
        for _ in 0..<10_000 { cell.add(amount: 3, position: 42, sign: 1) }
        #expect(cell.marks == [Mark(position: 42, count: 10_000, sum: 30_000)])
    }

    @Test(arguments: UInt64(1)..<20)
    func takingBackInAnyOrderLeavesAnEmptyCell(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var facts = (0..<200).map { _ in
            (
                amount: Bool.random(using: &random)
                    ? Int128(Int64.random(in: -9...9, using: &random)) : nil,
                position: Bool.random(using: &random)
                    ? Int64.random(in: 0..<12, using: &random) : nil
            )
        }
        var cell = Cell()
        for fact in facts { cell.add(amount: fact.amount, position: fact.position, sign: 1) }
        facts.shuffle(using: &random)
        for fact in facts { cell.add(amount: fact.amount, position: fact.position, sign: -1) }
        #expect(cell.isEmpty)
        #expect(cell == Cell())
    }

    @Test func countsOnlyWhatIsBeforeALimit() {
        var cell = Cell()
        for position in [5, 1, 5, 9] as [Int64] {
            cell.add(amount: Int128(position), position: position, sign: 1)
        }
        #expect(cell.before(5).count == 1)
        #expect(cell.before(6).count == 3)
        #expect(cell.before(6).sum == 11)
        #expect(cell.before(1).count == 0)
    }

    @Test func comesBackEqualFromItsRow() throws {
        var cell = Cell()
        let far = Int128(Int64.max) * 1_000_000
        for (amount, position) in [(-far, Int64.min + 1), (far * 3, 0), (7, Int64.max)] {
            cell.add(amount: amount, position: position, sign: 1)
        }
        #expect(try Cell(stored: cell.storedBytes, of: .activityCells) == cell)
    }

    @Test func keysOfTheSameMeasureComeBackEqual() throws {
        let dates: [CivilDate?] = [
            nil, CivilDate(days: -1), CivilDate(days: 0), CivilDate(days: 84_005),
        ]
        for date in dates {
            let key = CellKey(measure: .dealsWon, date: date, split: .max, detail: 3)
            #expect(try CellKey(stored: key.storedBytes, of: .pipelineCells) == key)
        }
    }
}
