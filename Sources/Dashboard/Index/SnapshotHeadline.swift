package import Projections

/// The figures of one snapshot that the list of snapshots shows, so that two can be compared.
package struct SnapshotHeadline: Sendable, Equatable, Decodable {
    package let currencyCode: String
    /// Won revenue and win rate of the year to date.
    package let wonRevenue: DocumentNumber
    package let winRate: DocumentNumber?
    package let openAmount: DocumentNumber
    package let weightedAmount: DocumentNumber
    package let openDeals: Int
    package let leads: Int?
    package let activities: Int

    package init(_ document: MetricsDocument) {
        let year = document.summary.byPeriod.ytd
        currencyCode = document.portal.companyCurrency
        wonRevenue = year.wonRevenue
        winRate = year.winRate
        openAmount = document.pipeline.openAmount
        weightedAmount = document.pipeline.weightedAmount
        openDeals = document.pipeline.openDeals
        leads = year.leads
        activities = year.activities
    }

    private enum CodingKeys: String, CodingKey { case portal, summary, pipeline }
    private struct Portal: Decodable { let companyCurrency: String }
    private struct Summary: Decodable { let byPeriod: Periods }
    private struct Periods: Decodable { let ytd: MetricsDocument.SummaryFigures }
    private struct Pipeline: Decodable {
        let openDeals: Int
        let openAmount: DocumentNumber
        let weightedAmount: DocumentNumber
    }

    /// Reads the few figures of a `metrics.json` and passes over the rest.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let portal = try container.decode(Portal.self, forKey: .portal)
        let year = try container.decode(Summary.self, forKey: .summary).byPeriod.ytd
        let pipeline = try container.decode(Pipeline.self, forKey: .pipeline)
        currencyCode = portal.companyCurrency
        wonRevenue = year.wonRevenue
        winRate = year.winRate
        openAmount = pipeline.openAmount
        weightedAmount = pipeline.weightedAmount
        openDeals = pipeline.openDeals
        leads = year.leads
        activities = year.activities
    }
}
