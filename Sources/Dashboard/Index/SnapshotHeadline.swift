package import Projections

/// The figures of one snapshot that the list of snapshots shows, so that two can be compared.
package struct SnapshotHeadline: Sendable, Equatable, Decodable {
    package let portalId: Int
    package let currencyCode: String
    /// The local date on which the year to date begins, `YYYY-MM-DD`.
    package let yearStart: String?
    /// Won revenue, win rate and average won deal of the year to date.
    package let wonRevenue: DocumentNumber
    package let winRate: DocumentNumber?
    package let averageDeal: DocumentNumber?
    package let openAmount: DocumentNumber
    package let weightedAmount: DocumentNumber
    package let openDeals: Int
    package let leads: Int?
    package let activities: Int
    package let totalContacts: Int?

    package init(_ document: MetricsDocument) {
        self.init(
            portalId: document.portal.portalId, currencyCode: document.portal.companyCurrency,
            yearStart: document.periods.ytd.startDate, year: document.summary.byPeriod.ytd,
            pipeline: .init(
                openDeals: document.pipeline.openDeals, openAmount: document.pipeline.openAmount,
                weightedAmount: document.pipeline.weightedAmount))
    }

    private init(
        portalId: Int, currencyCode: String, yearStart: String?,
        year: MetricsDocument.SummaryFigures, pipeline: Pipeline
    ) {
        self.portalId = portalId
        self.currencyCode = currencyCode
        self.yearStart = yearStart
        wonRevenue = year.wonRevenue
        winRate = year.winRate
        averageDeal = year.avgDealSize
        openAmount = pipeline.openAmount
        weightedAmount = pipeline.weightedAmount
        openDeals = pipeline.openDeals
        leads = year.leads
        activities = year.activities
        totalContacts = year.totalContacts
    }

    private enum CodingKeys: String, CodingKey { case portal, periods, summary, pipeline }
    private struct Portal: Decodable {
        let portalId: Int
        let companyCurrency: String
    }
    private struct Bounds: Decodable { let ytd: MetricsDocument.PeriodBounds }
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
        self.init(
            portalId: portal.portalId, currencyCode: portal.companyCurrency,
            yearStart: try container.decode(Bounds.self, forKey: .periods).ytd.startDate,
            year: try container.decode(Summary.self, forKey: .summary).byPeriod.ytd,
            pipeline: try container.decode(Pipeline.self, forKey: .pipeline))
    }
}
