import BrowserDriver
import Foundation
import HubSpotModel

@testable import Projections

/// Documents of portals that are unlike a usual one, made by the same analyzers.
enum OddPortals {
    /// By what is odd about them.
    static let names = [
        "example", "nothing", "no scopes", "one day", "leap day", "no targets", "few settings",
        "twins",
        "negative", "huge", "unsaid", "hostile",
    ]

    static func document(_ name: String) throws -> MetricsDocument {
        var document = try PageFile.example()
        switch name {
        case "nothing": return try empty()
        case "no scopes":
            document = try empty()
            document.dataQuality.notSynced = ObjectType.crmObjects.map(\.name)
            document.activities.overdueTasks.total = nil
            document.activities.overdueTasks.oldest = nil
            document.activities.overdueTasks.byOwner = nil
            for period in PeriodKey.allCases {
                document.activities.byPeriod[period].meetingOutcomes = nil
                document.activities.byPeriod[period].totals.emails = nil
            }
        case "one day":
            // A Monday that begins a week, a month and a year.
            return try empty(asOf: "2024-01-01T09:00:00.000Z")
        case "leap day": return try empty(asOf: "2024-02-29T23:30:00.000Z", currency: "CHF")
        case "no targets":
            return try empty {
                $0.revenueTarget = .init(monthly: 0, quarterly: 0, annual: 0)
                $0.activityTargets = .init(
                    callsPerRepPerDay: 0, emailsPerRepPerDay: 0, meetingsPerRepPerWeek: 0)
            }
        case "few settings":
            return try empty {
                $0.forecastMonths = 1
                $0.historyMonths = 1
                $0.cohortMonths = 1
                $0.cohortHorizonsMonths = []
                $0.weeklyBuckets = 1
                $0.monthlyBuckets = 1
                $0.byDayDays = 1
                $0.scenarios = []
            }
        case "twins":
            var twins = document.pipeline.stages
            for index in twins.indices { twins[index].pipelineId = "700002" }
            document.pipeline.stages += twins
        case "negative": document = try scaled(document, by: -1)
        case "huge":
            document = try scaled(document, by: 100_000_000)
            document.portal.companyCurrency = "VND"
        case "unsaid":
            document.insights = nil
            document.leads = nil
            document.target = nil
            document.timeSeries = nil
            document.yoy = nil
            document.pipeline.movement = nil
            document.pipeline.salesVelocity = nil
        case "hostile":
            let text = "\u{202E}<b id=main>" + String(repeating: "שלום👩‍👩‍👧", count: 40)
            for index in document.records.owners.indices {
                document.records.owners[index].name = text
            }
            for index in document.pipeline.stages.indices {
                document.pipeline.stages[index].label = text
            }
            for period in PeriodKey.allCases {
                for index in (document.leads?.byPeriod[period].bySource ?? []).indices {
                    document.leads?.byPeriod[period].bySource[index].label = text
                }
            }
        default: break
        }
        return document
    }

    /// A portal without records, as of any moment.
    private static func empty(
        asOf: String = "2026-11-22T14:30:00.000Z", currency: String = "GBP",
        _ change: (inout MetricsConfiguration) -> Void = { _ in }
    ) throws -> MetricsDocument {
        var configuration = MetricsConfiguration()
        change(&configuration)
        let context = ProjectionContext(
            account: PortalAccount(
                portalID: 4_242_424, uiDomain: nil, timeZone: "UTC", zone: .utc,
                companyCurrency: currency),
            pipelines: [], configuration: configuration)
        guard let now = Instant(parsing: asOf, zone: .utc) else {
            throw BrowserError("\(asOf) is no time.")
        }
        var projection = try PortalProjection(context: context)
        return try MetricsBuilder(
            try projection.models(), asOf: now, sequence: .zero,
            logHash: nil, personalText: { _ in nil }
        ).document()
    }

    private static let amounts: Set<String> = [
        "amount", "wonRevenue", "lostAmount", "openAmount", "weightedAmount", "avgDealSize",
        "medianDealSize", "avgOpenDealSize", "dealsCreatedAmount", "pipelineValue", "perDay",
        "perMonth", "weightedForecast", "weightedOpen", "runRateForecast", "runRateMonthly",
        "seasonalForecast", "low", "high", "wonToDate", "monthlyRevenue",
    ]

    /// The document with every amount times a factor.
    private static func scaled(
        _ document: MetricsDocument, by factor: Decimal
    ) throws -> MetricsDocument {
        func scale(_ value: JSON, isAmount: Bool) -> JSON {
            switch value {
            case .number(let number): isAmount ? .number(number * factor) : value
            case .array(let elements): .array(elements.map { scale($0, isAmount: false) })
            case .object(let members):
                .object(
                    Dictionary(
                        uniqueKeysWithValues: members.map {
                            ($0.key, scale($0.value, isAmount: amounts.contains($0.key)))
                        }))
            case .null, .bool, .text: value
            }
        }
        let tree = try JSONDecoder().decode(
            JSON.self, from: Data(DocumentEncoder().encode(document)))
        return try JSONDecoder().decode(
            MetricsDocument.self, from: JSONEncoder().encode(scale(tree, isAmount: false)))
    }
}
