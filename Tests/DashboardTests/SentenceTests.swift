import HubSpotModel
import Testing

@testable import Dashboard
@testable import Projections

/// What the page says in words, against what the document holds.
@Suite("Sentences")
struct SentenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var period = PeriodKey.ytd
        let change: @Sendable (inout MetricsDocument) -> Void
        var says: [String] = []
        var never: [String] = []
    }

    @Test(
        arguments: leads + funnel + pipeline + activity + contacts + insights + targets + absences)
    func aSentenceClaimsNoMoreThanTheDocument(example: Case) throws {
        var document = try Samples.example()
        example.change(&document)
        let text = PageText.text(of: document, in: example.period)
        for sentence in example.says { #expect(text.contains(sentence), "\(sentence)") }
        for sentence in example.never { #expect(!text.contains(sentence), "\(sentence)") }
    }

    private static func source(
        _ name: String, leads: Int, customers: Int = 0, won: Int = 0, revenue: DocumentNumber = 0
    ) -> MetricsDocument.Leads.SourceRow {
        let rate =
            leads == 0 ? nil : DocumentNumber(units: Int128(customers * 10_000 / leads), scale: 4)
        return .init(
            source: name, label: name, newContacts: leads, leads: leads, reachedMql: customers,
            reachedSql: customers, reachedOpportunity: customers, reachedCustomer: customers,
            leadToMqlRate: rate, leadToSqlRate: rate, leadToCustomerRate: rate, wonDeals: won,
            wonRevenue: revenue)
    }

    private static func sources(
        _ period: PeriodKey = .ytd, _ rows: MetricsDocument.Leads.SourceRow...
    ) -> @Sendable (inout MetricsDocument) -> Void {
        { document in
            document.leads?.byPeriod[period].bySource = rows
            document.leads?.byPeriod[period].leads = rows.reduce(0) { $0 + $1.leads }
        }
    }

    static let leads = [
        Case(
            testDescription: "the source of most leads won most too",
            change: sources(
                .ytd, source("A", leads: 6, won: 2, revenue: 900), source("B", leads: 3, won: 1)),
            says: ["9 leads this year, the most from A (6), which also won the most, £900"]),
        Case(
            testDescription: "two sources share the first place",
            change: sources(
                .ytd, source("A", leads: 3, won: 1, revenue: 50),
                source("B", leads: 3, won: 1, revenue: 50)),
            says: ["6 leads this year from 2 sources; 2 deals won"],
            never: ["most from", "won most"]),
        Case(
            testDescription: "one lead of one source, one deal without an amount",
            period: .thisWeek,
            change: sources(.thisWeek, source("A", leads: 1), source("B", leads: 0, won: 1)),
            says: ["1 lead this week, from A; 1 deal won"],
            never: ["the most from A", "; no deal was won"]),
        Case(
            testDescription: "nothing in all of history", period: .allTime,
            change: sources(.allTime),
            says: ["No one has become a lead yet; no deal has been won yet"]),
        Case(
            testDescription: "a code of HubSpot",
            change: sources(.ytd, source("MY_NEW_SOURCE", leads: 2)),
            says: ["2 leads this year, all from My new source"], never: [">MY_NEW_SOURCE<"]),
        Case(
            testDescription: "a small share of customers is no majority",
            change: sources(
                .ytd, source("A", leads: 700, customers: 3), source("B", leads: 300, customers: 1)),
            says: ["Leads from A become customers most often: 3 of 700, 0.4%"],
            never: ["most of its leads"]),
        Case(
            testDescription: "the scale of the shares ends where they do",
            change: { document in
                for period in PeriodKey.allCases {
                    document.leads?.byPeriod[period].bySource = [
                        source("A", leads: 100, customers: 12)
                    ]
                }
            }, says: ["customer by now, from 0 to 20%"]),
        Case(
            testDescription: "statuses are words",
            change: { document in
                document.leads?.statusSnapshot = [
                    .init(status: "ATTEMPTED_TO_CONTACT", count: 2), .init(status: "NEW", count: 1),
                    .init(status: "Call me back", count: 1), .init(status: "IT", count: 1),
                ]
            }, says: ["\nAttempted to contact\n", "\nNew\n", "\nCall me back\n", "\nIT\n"],
            never: ["\nATTEMPTED_TO_CONTACT\n", "\nNEW\n"]),
        Case(
            testDescription: "no lead at all",
            change: { document in
                document.leads?.activeLeads = 0
                document.leads?.uncontactedLeads = 0
                for index in (document.timeSeries?.weekly ?? []).indices {
                    document.timeSeries?.weekly[index].leads = 0
                }
            }, says: ["No lead is active", "No leads in the last eight full weeks"],
            never: ["Every active lead has been contacted", "as many as the 0"]),
    ]

    static let funnel = [
        Case(
            testDescription: "no customer and no step after the first",
            change: { document in
                guard let steps = document.leads?.funnel else { return }
                for index in steps.indices.dropFirst() {
                    document.leads?.funnel[index].reached = 0
                    document.leads?.funnel[index].stepConversion = index == 1 ? 0 : nil
                    document.leads?.funnel[index].cumulativeConversion = 0
                    document.leads?.funnel[index].medianDaysFromPrevious = nil
                    document.leads?.funnel[index].timedContacts = 0
                }
            },
            says: [
                "0.0% go on; no lead is a customer yet", "None of 10 leads have become",
                "↓ no one could go on\n",
            ], never: ["median – "]),
        Case(
            testDescription: "two steps are as narrow",
            change: { document in
                for index in 1..<5 {
                    document.leads?.funnel[index].stepConversion = DocumentNumber(
                        units: 5, scale: 1)
                }
            }, says: ["People fall out between "], never: ["Most fall out"]),
        Case(
            testDescription: "a count among percentages says what it counts", change: { _ in },
            says: ["\nCustomers so far\n"], never: ["\nEver\n"]),
    ]

    static let pipeline = [
        Case(
            testDescription: "the greatest stage is no majority", change: { _ in },
            says: ["holds the most: £30.0K of the £54.0K open"], never: ["Most of the open amount"]),
        Case(
            testDescription: "stages of one name in two pipelines",
            change: { document in
                var twins = document.pipeline.stages
                for index in twins.indices { twins[index].pipelineId = "700002" }
                document.pipeline.stages += twins
            }, says: ["Engaged pipeline 700001\n", "Engaged pipeline 700002\n"]),
        Case(
            testDescription: "amounts that are the same in short",
            change: { document in
                document.pipeline.movement?.ytd?.whole.opening.amount = DocumentNumber(
                    units: 1146, scale: 2)
                document.pipeline.movement?.ytd?.whole.closing.amount = DocumentNumber(
                    units: 1104, scale: 2)
            }, says: ["The pipeline shrank from £11.46 to £11.04 this year"]),
        Case(
            testDescription: "nothing was open and nothing came",
            change: { document in
                let none = MetricsDocument.Pipeline.MovementBucket(deals: 0, amount: 0)
                document.pipeline.movement?.ytd?.whole = .init(
                    opening: none, new: none, reopened: none, pulledIn: none, increased: none,
                    decreased: none, pushedOut: none, won: none, lost: none, disqualified: none,
                    removed: none, closing: none)
            }, says: ["No deal was open, came or left this year."], never: ["£0 = £0", "\n£1\n"]),
        Case(
            testDescription: "a loss of a negative amount adds to the pipeline",
            change: { document in
                document.pipeline.movement?.ytd?.whole.lost = .init(deals: 1, amount: -5000)
            }, says: [" + £5.0K"], never: ["− −", "−−", "+−"]),
        Case(
            testDescription: "more deals than the page holds",
            change: { document in document.pipeline.openDeals += 40 },
            says: ["40 deals more in HubSpot than the page holds."]),
        Case(
            testDescription: "nothing is open, so nothing was active",
            change: { document in
                document.pipeline.openDeals = 0
                document.pipeline.staleDeals = []
            }, never: ["Every open deal had activity"]),
    ]

    static let activity = [
        Case(
            testDescription: "a week that is over does not include today", period: .lastWeek,
            change: { _ in }, says: ["5 working days; targets"],
            never: ["working days, today included"]),
        Case(
            testDescription: "a Sunday is no working day", change: { _ in },
            never: ["working days, today included"]),
        Case(
            testDescription: "a Friday is one",
            change: { document in document.asOf = "2026-11-20T14:30:00.000Z" },
            says: ["226 working days, today included; targets"]),
        Case(
            testDescription: "no target",
            change: { document in
                document.activities.byPeriod.ytd.teamTargets.calls = 0
                document.activities.byPeriod.ytd.teamAttainment.calls = nil
            }, says: ["no target"], never: [") of 0"]),
        Case(
            testDescription: "every target is met",
            change: { document in
                document.activities.byPeriod.ytd.teamAttainment = .init(
                    calls: 2, emails: DocumentNumber(units: 12, scale: 1), meetings: 1)
            }, says: ["; every target is met, least meetings at 100.0% of target"],
            never: ["furthest behind"]),
        Case(
            testDescription: "no task is overdue",
            change: { document in
                document.activities.overdueTasks.total = 0
                document.activities.overdueTasks.oldest = []
            }, says: ["; no task overdue"], never: ["0 tasks"]),
    ]

    static let contacts = [
        Case(
            testDescription: "one hot contact is not the most of all",
            change: { document in
                document.webSignals?.hotContactCount = 1
                document.webSignals?.hotContacts.removeLast(2)
            }, says: ["1 contact is hot: Dev Iyer; "], never: ["first;", "most of all"]),
        Case(
            testDescription: "the mean is of all companies",
            change: { document in
                document.contacts?.companies.avgContactsPerCompany = 1
            }, says: ["1 contact each"], never: ["1 contacts"]),
        Case(
            testDescription: "one company is not the most",
            change: { document in document.contacts?.companies.topByWonRevenue.removeSubrange(1...)
            },
            says: ["\nCompanies by won revenue"], never: ["Most won with"]),
        Case(
            testDescription: "industries are words",
            change: { document in
                document.contacts?.companies.byIndustry = [
                    .init(industry: "MARKETING_AND_ADVERTISING", companies: 3)
                ]
            }, says: ["\nMarketing and advertising\n"], never: ["\nMARKETING_AND_ADVERTISING\n"]),
        Case(
            testDescription: "conversions have a whole", change: { _ in },
            says: ["The most conversions come from Organic search: 5 of 8"],
            never: ["Most conversions come from"]),
    ]

    static let insights = [
        Case(
            testDescription: "forecasts are no promises", change: { _ in },
            says: ["Forecasts for the next 5 months run from £0 to £27.0K a month"],
            never: ["months bring"]),
        Case(
            testDescription: "what is won already stands beside the range",
            change: { document in
                document.insights?.forecast.months[0].wonToDate = 500
                document.insights?.forecast.months[0].weightedForecast = 500
            }, says: ["Nov 2026 heads for £500, £500 of it won; the forecasts run from £0 to £684"]),
        Case(
            testDescription: "nothing won and nothing to come",
            change: { document in
                for index in (document.insights?.monthly ?? []).indices {
                    document.insights?.monthly[index].wonRevenue = 0
                }
                for index in (document.insights?.forecast.months ?? []).indices {
                    document.insights?.forecast.months[index].weightedForecast = 0
                    document.insights?.forecast.months[index].low = 0
                    document.insights?.forecast.months[index].high = 0
                }
            }, says: ["Nothing is forecast", "there is nothing to draw."]),
        Case(
            testDescription: "two reasons share the first place",
            change: { document in
                document.insights?.byPeriod.ytd.lossReasons = [
                    reason("price", 2, share: 4), reason("timing", 2, share: 4),
                    reason("Not recorded", 1, share: 2),
                ]
            }, says: ["Why deals are won and lost\n", "\nPrice\n", "\nTiming\n"],
            never: ["Most often lost"]),
        Case(
            testDescription: "most lost deals name no reason",
            change: { document in
                document.insights?.byPeriod.ytd.lossReasons = [
                    reason("Not recorded", 8, share: 8), reason("price", 2, share: 2),
                ]
            }, says: ["Most often lost to price: 20.0% of lost deals; 80.0% name no reason"]),
        Case(
            testDescription: "one lost deal", change: { _ in },
            says: ["The one lost deal was lost to Price"], never: ["Most often lost"]),
    ]

    private static func reason(
        _ name: String, _ deals: Int, share tenths: Int128
    ) -> MetricsDocument.Insights.Reason {
        .init(
            reason: name, deals: deals, amount: 1, share: DocumentNumber(units: tenths, scale: 1))
    }

    static let targets = [
        Case(
            testDescription: "rates say their window", change: { _ in },
            says: ["23 leads, at the rates of all time"]),
        Case(
            testDescription: "no target is set",
            change: { document in
                document.target?.model.targetMonthly = 0
                document.pipeline.coverage.quarter.target = 0
                document.pipeline.coverage.quarter.remaining = 0
            }, says: ["No monthly target is set", "No target is set for this quarter"],
            never: ["£0 a month needs", "This quarter’s target is met"]),
        Case(
            testDescription: "won deals without amounts",
            change: { document in
                document.rates.wonDeals = 2
                document.rates.avgDealSize = nil
                document.target?.model.requiredWhole.deals = nil
            }, says: ["an average deal: no won deal has an amount yet"], never: ["none is won"]),
        Case(
            testDescription: "rates that the settings fix",
            change: { document in document.rates.overridden = ["avgDealSize", "winRate"] },
            says: ["set in the settings: average deal, win rate"]),
        Case(
            testDescription: "no scenario can be computed",
            change: { document in
                document.rates.winRate = nil
                for index in (document.target?.whatIf ?? []).indices {
                    document.target?.whatIf[index].monthlyRevenue = nil
                    document.target?.whatIf[index].changeFromBase = nil
                }
            }, says: ["No scenario can be computed: no deals closed."]),
    ]

    static let absences = [
        Case(
            testDescription: "contacts are not synced",
            change: { document in document.dataQuality.notSynced = ["contacts"] },
            says: ["Contacts are not synced: HubSpot does not let us read them."],
            never: ["No one became a lead", "contacts in all"]),
        Case(
            testDescription: "deals are not synced",
            change: { document in document.dataQuality.notSynced = ["deals"] },
            says: ["Deals are not synced: HubSpot does not let us read them."],
            never: ["nothing is in play", "None is won", "won the most"]),
        Case(
            testDescription: "no activity is synced",
            change: { document in
                document.dataQuality.notSynced = ["calls", "emails", "meetings", "notes", "tasks"]
            },
            says: ["Calls, e-mails, meetings, tasks and notes are not synced: HubSpot does not"],
            never: ["activities this year"]),
        Case(
            testDescription: "companies are not synced",
            change: { document in
                document.dataQuality.notSynced = ["companies"]
                document.contacts?.companies.topByWonRevenue = []
                document.contacts?.companies.byIndustry = []
            }, says: ["Companies are not synced: HubSpot does not let us read them."],
            never: ["No won deal is associated", "The CRM holds no company."]),
        Case(
            testDescription: "one record is one",
            change: { document in
                document.dataQuality.openDealsWithoutAmount = 1
                document.dataQuality.activitiesWithoutTimestamp = 2
            }, says: ["1 open deal without an amount", "2 activities without a time"],
            never: ["1 open deals"]),
    ]
}
