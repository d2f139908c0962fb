internal import HubSpotModel

extension CatalogueWriter {
    static let bagParts = ["deals", "amount", "weightedAmount"]

    static func words(of part: String) -> String {
        switch part {
        case "deals": "Number"
        case "amount": "Amount"
        default: "Amount times probability"
        }
    }

    mutating func addPipeline() {
        addShared("pipeline", ["openDeals"])
        add("pipeline.openAmount", .pipelineValue) { _ in
            .amount(FactQuery(measure: .openByOwner))
        }
        add("pipeline.weightedAmount", .weighted) { _ in
            .amount(FactQuery(measure: .openWeightedByOwner))
        }
        add("pipeline.avgOpenDealSize", "Mean of the known amounts of open deals.") { _ in
            .mean(FactQuery(measure: .openByOwner))
        }
        for part in Self.bagParts {
            let words = Self.words(of: part)
            add(
                "pipeline.overdueClose.\(part)", "\(words). \(GlossaryTerm.overdueClose.definition)"
            ) {
                s in s.bag(part, DateRange(start: nil, end: s.builder.calendar.today))
            }
            add(
                "pipeline.undatedClose.\(part)", "\(words). \(GlossaryTerm.undatedClose.definition)"
            ) {
                s in s.bag(part, .allTime, isUndated: true)
            }
            add("pipeline.stale.\(part)", "\(words). \(GlossaryTerm.stale.definition)") { s in
                s.stale(part) { _ in true }
            }
        }
        add("pipeline.staleDeals[].daysSinceActivity", "Whole days since the last activity.") { s in
            s.single(.deals, s.key, unit: "days").adding([
                s.value("lastActivityAt", s.row?["lastActivityAt"]?.text),
                s.value("asOf", s.builder.asOf.description),
            ])
        }
        add("pipeline.staleDeals[].amount", "The deal's amount in company currency.") { s in
            s.single(.deals, s.key, unit: "money")
        }
        addOwners()
        addPeriods()
    }

    private mutating func addOwners() {
        add("pipeline.byOwner[].deals", "Open deals of this owner.") { s in
            .count(FactQuery(measure: .openByOwner, split: s.ownerOfRow))
        }
        add("pipeline.byOwner[].amount", "Amount of open deals of this owner.") { s in
            .amount(FactQuery(measure: .openByOwner, split: s.ownerOfRow))
        }
        add(
            "pipeline.byOwner[].weightedAmount",
            "Amount times probability of open deals of this owner."
        ) { s in .amount(FactQuery(measure: .openWeightedByOwner, split: s.ownerOfRow)) }
        add("pipeline.byOwner[].staleDeals", "Stale deals of this owner.") { s in
            let isOfOwner = s.ownerOfRow
            return s.stale("deals") { isOfOwner(UInt64($0.owner)) }
        }
    }

    private mutating func addPeriods() {
        let period = "pipeline.byPeriod"
        addShared(
            period,
            [
                "dealsCreated", "dealsCreatedAmount", "dealsWon", "wonRevenue", "dealsLost",
                "lostAmount", "dealsDisqualified", "winRate", "winRateByValue", "winRateBroad",
                "avgDealSize", "medianDealSize", "avgSalesCycleDays", "medianSalesCycleDays",
            ])
        let cohort = "\(period).createdCohort"
        add("\(cohort).created", "Deals created in the period, wherever they stand now.") { s in
            .count(s.query(.dealsCreated))
        }
        for status in DealStatus.allCases {
            add("\(cohort).\(status.name)", "Deals created in the period that are \(status.name).")
            { s in .count(s.created(status)) }
        }
        add("\(cohort).winRateOfClosed", "Won ÷ (won + lost) of the deals created then.") { s in
            .share(s.created(.won), of: [s.created(.won), s.created(.lost)])
        }
        add("\(cohort).winRateOfCreated", .createdCohort) { s in
            .share(s.created(.won), of: [s.query(.dealsCreated)])
        }
        let owner = "\(period).byOwner[]"
        add("\(owner).dealsWon", "Won deals of this owner, by close time.") { s in
            .count(s.query(.dealsWon, split: s.ownerOfRow))
        }
        add("\(owner).wonRevenue", "Amount of won deals of this owner, by close time.") { s in
            .amount(s.query(.dealsWon, split: s.ownerOfRow))
        }
        add("\(owner).dealsLost", "Lost deals of this owner, by close time.") { s in
            .count(s.query(.dealsLost, split: s.ownerOfRow))
        }
        add("\(owner).winRate", "Won ÷ (won + lost) of this owner.") { s in
            .share(
                s.query(.dealsWon, split: s.ownerOfRow),
                of: [
                    s.query(.dealsWon, split: s.ownerOfRow),
                    s.query(.dealsLost, split: s.ownerOfRow),
                ])
        }
    }
}

extension ExplainScope {
    fileprivate func created(_ status: DealStatus) -> FactQuery {
        query(.dealsCreated) { $0 == UInt64(status.rawValue) }
    }

    /// Deals that are stale, as the list of them is made.
    fileprivate func stale(
        _ part: String, where isOfRow: (DealImage) -> Bool
    ) -> MetricBasis {
        let stale = DealBook(builder).entries.filter { $0.isStale && isOfRow($0.deal) }
        return .list(
            stale.map { entry in
                let contribution: DocumentNumber =
                    switch part {
                    case "deals": 1
                    case "amount": .money(Int128(entry.deal.amount?.minorUnits ?? 0))
                    default: .init(units: entry.deal.weighted ?? 0, scale: 6)
                    }
                return .init(
                    record: TypedRef(.deals, entry.deal.ref), contribution: contribution)
            }, of: [.deals],
            reason: "it is not open, or not idle for longer than allowed, or not of this row",
            unit: part == "deals" ? "records" : "money"
        ).adding([figure("config.staleDealThresholdDays", "days allowed")])
    }
}
