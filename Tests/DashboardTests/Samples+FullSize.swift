import HubSpotModel

@testable import Projections

extension Samples {
    /// A document with as many rows as one of 44,602 contacts, 75 deals and 11,787 activities.
    ///
    /// Pipeline and activities come from the seeded portal; the other sections are those of the
    /// example with their lists filled to what the configuration allows, every row different.
    static func fullSize() throws -> MetricsDocument {
        let example = try Samples.example()
        var portal = SamplePortal()
        var document = portal.document(from: example)
        document.leads = example.leads
        document.contacts = example.contacts
        document.webSignals = example.webSignals
        document.insights = example.insights
        document.target = example.target
        document.timeSeries = example.timeSeries
        document.yoy = example.yoy
        document.leads?.fill(&portal)
        document.contacts?.fill(&portal)
        document.webSignals?.fill(&portal)
        document.insights?.fill(&portal)
        document.timeSeries?.fill(&portal)
        return document
    }

    static let sources = [
        ("ORGANIC_SEARCH", "Organic search"), ("PAID_SEARCH", "Paid search"),
        ("EMAIL_MARKETING", "Email marketing"), ("SOCIAL_MEDIA", "Organic social"),
        ("REFERRALS", "Referrals"), ("OTHER_CAMPAIGNS", "Other campaigns"),
        ("DIRECT_TRAFFIC", "Direct traffic"), ("OFFLINE", "Offline sources"),
        ("PAID_SOCIAL", "Paid social"), ("AI_REFERRALS", "AI referrals"), ("UNKNOWN", "Unknown"),
    ]
    static let statuses = [
        "(none)", "NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "CONNECTED",
        "ATTEMPTED_TO_CONTACT", "BAD_TIMING",
    ]
    static let names = [
        "Wanda Underhill", "Björn Smith-Öberg", "Yusuf Pascoe", "Ximena Rowan", "Noor Finch",
    ]
}

extension SamplePortal {
    fileprivate mutating func ratio() -> DocumentNumber {
        DocumentNumber(units: Int128(number(10_000)), scale: 4)
    }

    fileprivate mutating func amount() -> DocumentNumber {
        DocumentNumber(units: Int128(number(9_000_000)), scale: 2)
    }
}

extension MetricsDocument.Leads {
    fileprivate mutating func fill(_ portal: inout SamplePortal) {
        statusSnapshot = Samples.statuses.map { .init(status: $0, count: portal.number(15_000)) }
        for period in PeriodKey.allCases {
            var row = byPeriod[period]
            let model = byPeriod.allTime.bySource.first
            row.bySource = Samples.sources.compactMap { source, label in
                guard var row = model else { return nil }
                (row.source, row.label) = (source, label)
                row.newContacts = portal.number(20_000)
                row.leads = 5 + portal.number(15_000)
                row.leadToMqlRate = portal.ratio()
                row.leadToSqlRate = portal.ratio()
                row.leadToCustomerRate = portal.ratio()
                row.wonDeals = portal.number(20)
                row.wonRevenue = portal.amount()
                return row
            }
            row.byStatus = Samples.statuses.map {
                .init(status: $0, count: portal.number(9_000))
            }
            row.byOwner = portal.owners.map {
                .init(
                    ownerId: $0.ownerId, ownerName: $0.name, leads: portal.number(4_000))
            }
            byPeriod[period] = row
        }
    }
}

extension MetricsDocument.Contacts {
    fileprivate mutating func fill(_ portal: inout SamplePortal) {
        if let model = topEngaged.first {
            topEngaged = (0..<20).map { index in
                var row = model
                row.contactId = "\(70_000_000 + portal.number(900_000))"
                row.name = Samples.names[index % Samples.names.count]
                row.ownerId = "\(11 + index % 9)"
                row.score = 200 - index * 3
                return row
            }
        }
        companies.byIndustry = (0..<10).map {
            .init(industry: "INDUSTRY_NUMBER_\($0)", companies: 900 - $0 * 40)
        }
        func rows(_ model: MetricsDocument.Contacts.CompanyRow?) -> [CompanyRow] {
            (0..<10).compactMap { index in
                guard var row = model else { return nil }
                row.companyId = "\(80_000_000 + portal.number(900_000))"
                row.name = "\(Samples.names[index % 5]) & Sons \(index)"
                row.wonRevenue = portal.amount()
                row.openAmount = portal.amount()
                return row
            }
        }
        companies.topByWonRevenue = rows(companies.topByWonRevenue.first)
        companies.topByOpenAmount = rows(companies.topByOpenAmount.first)
    }
}

extension MetricsDocument.WebSignals {
    fileprivate mutating func fill(_ portal: inout SamplePortal) {
        if let model = hotContacts.first {
            hotContacts = (0..<20).map { index in
                var row = model
                row.contactId = "\(70_000_000 + portal.number(900_000))"
                row.name = Samples.names[index % Samples.names.count]
                row.ownerId = "\(11 + index % 9)"
                row.webScore = 140 - index * 2
                return row
            }
        }
        if let model = bySource.first {
            bySource = Samples.sources.map { source, label in
                var row = model
                (row.source, row.label) = (source, label)
                row.contacts = portal.number(30_000)
                row.visits = portal.number(40_000)
                row.pageViews = portal.number(120_000)
                row.formConversions = portal.number(6_000)
                return row
            }
        }
        hotContactCount = 1_497
    }
}

extension MetricsDocument.Insights {
    fileprivate mutating func fill(_ portal: inout SamplePortal) {
        let reasons = ["No decision", "Timing", "Price", "Went with a competitor", "Not recorded"]
        for period in PeriodKey.allCases {
            func rows() -> [Reason] {
                reasons.map {
                    Reason(
                        reason: $0, deals: 1 + portal.number(9), amount: portal.amount(),
                        share: portal.ratio())
                }
            }
            byPeriod[period].winReasons = rows()
            byPeriod[period].lossReasons = rows()
        }
        for index in monthly.indices {
            monthly[index].dealsWon = 1 + portal.number(6)
            monthly[index].dealsLost = portal.number(9)
            monthly[index].wonRevenue = portal.amount()
            monthly[index].lostAmount = portal.amount()
            monthly[index].winRate = portal.ratio()
            monthly[index].avgDealSize = portal.amount()
            monthly[index].avgSalesCycleDays = DocumentNumber(
                units: Int128(400 + portal.number(900)), scale: 1)
        }
        for index in forecast.months.indices {
            forecast.months[index].seasonalForecast = portal.amount()
            forecast.months[index].runRateForecast = portal.amount()
            forecast.months[index].weightedForecast = portal.amount()
        }
        for index in cohorts.rows.indices {
            cohorts.rows[index].contacts = 900 + portal.number(900)
            cohorts.rows[index].rateWithin = cohorts.rows[index].rateWithin.map {
                $0 == nil && index > 12 ? nil : portal.ratio()
            }
        }
    }
}

extension MetricsDocument.TimeSeries {
    fileprivate mutating func fill(_ portal: inout SamplePortal) {
        func filled(_ rows: [MetricsDocument.SeriesRow]) -> [MetricsDocument.SeriesRow] {
            rows.map { row in
                var row = row
                row.contactsCreated = portal.number(1_200)
                row.leads = portal.number(1_000)
                row.mqls = portal.number(300)
                row.dealsWon = portal.number(9)
                row.wonRevenue = portal.amount()
                row.calls = portal.number(400)
                row.emails = portal.number(700)
                return row
            }
        }
        weekly = filled(weekly)
        monthly = filled(monthly)
    }
}
