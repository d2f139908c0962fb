import Projections
import Testing

@testable import Dashboard

@Suite("Charts")
struct ChartTests {
    @Test(
        arguments: [
            (0.0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]),
            (100_000, [0, 25_000, 50_000, 75_000, 100_000]),
            (82_600, [0, 25_000, 50_000, 75_000, 100_000]), (98, [0, 25, 50, 75, 100]),
        ] as [(Double, [Int])])
    func anAxisHasFewRoundStepsFromZero(greatest: Double, ticks: [Int]) {
        #expect(ValueAxis(to: greatest).ticks == ticks)
    }

    @Test func anAxisOfAnySizeHoldsItsValuesInAtMostSevenTicks() {
        for exponent in 0..<15 {
            for lead in [1.0, 1.01, 2.4, 4.99, 9.99] {
                var value = lead
                for _ in 0..<exponent { value *= 10 }
                let axis = ValueAxis(from: -value / 3, to: value)
                #expect(axis.last >= value && axis.first <= -value / 3)
                #expect(axis.ticks.count <= 7)
            }
        }
    }

    @Test func aScaleWithoutExtentStillPlacesItsValue() {
        #expect(LinearScale(domain: 5...5, from: 0, to: 10)(5) == 0)
    }

    @Test func lengthsHaveFewDecimals() {
        #expect(Mark.pixels(1.0 / 3) == "0.3")
        #expect(Mark.pixels(-12) == "-12")
        #expect(Mark.percent(100.0 / 3) == "33.33%")
        #expect(Mark.percent(12.5) == "12.5%")
        #expect(Mark.percent(0.05) == "0.05%")
    }

    @Test func aWaterfallEndsAtItsClosingAndDropsWhatIsZero() throws {
        let movement = try #require(try Samples.example().pipeline.movement?.ytd)
        let steps = MovementStep.all(movement.whole)
        let markup = Waterfall(
            id: "w", labelledBy: "h", steps: steps, format: FigureFormat(currencyCode: "GBP")
        ).render()
        let inside = steps.dropFirst().dropLast().reduce(steps[0].signedAmount) {
            $0 + $1.signedAmount
        }
        #expect(inside == steps.last?.signedAmount)
        #expect(markup.contains("Opening") && markup.contains("Disqualified"))
        #expect(!markup.contains("Pulled in") && !markup.contains("Reopened"))
        #expect(markup.contains("Won (leaves pipeline): £32,600.50, 2 deals"))
        #expect(markup.contains("From £17.2K to £54.0K: new £83.4K, won £32.6K, lost £9.0K"))
    }

    @Test func aBulletBarStopsAtItsEndAndStandsAtZero() {
        #expect(Bar(attainment: 1).render().contains("width=80%"))
        #expect(Bar(attainment: 7).render().contains("width=100%"))
        #expect(!Bar(attainment: 0).render().contains("rect"))
        #expect(!Bar(attainment: -1).render().contains("rect"))
    }

    @Test func aSparklineNeedsSomethingToShow() {
        #expect(Sparkline([0, 0, 0]) == nil)
        #expect(Sparkline([1, 2]) == nil)
        #expect(Sparkline([0, 1, 0]) != nil)
    }
}
