import ArgumentParser
import Projections

/// Says where one figure comes from.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show the formula of a figure, its inputs, the records counted and left out.",
        discussion: """
            METRIC is the path of the figure in metrics.json, periods left out and rows by key: \
            pipeline.winRate, pipeline.byOwner[12].amount, target.model.required.leads, \
            timeSeries.daily[2026-11-20].wonRevenue. With --json every record is listed, with \
            the events behind its present values.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions

    @Argument(help: "The path of the figure.")
    var metric: String

    @Option(help: "thisWeek, lastWeek, mtd, ytd, lastYear or allTime. (default: ytd)")
    var period: String?

    func validate() throws {
        if let period, PeriodKey(rawValue: period) == nil {
            let allowed = PeriodKey.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("unknown period \"\(period)\"; allowed: \(allowed)")
        }
    }

    func run() async throws {
        let launch = try Launch(common)
        let maker = try DashboardMaker(launch: launch)
        let explanation = try maker.explanation(
            of: metric, period: period.flatMap(PeriodKey.init(rawValue:)),
            at: maker.place(of: reading.asked), isTraced: common.json)
        guard common.json else {
            return StandardOutput.write(ExplanationText(explanation).text)
        }
        StandardOutput.write(try DocumentEncoder().encode(explanation))
        StandardOutput.write("\n")
    }
}
