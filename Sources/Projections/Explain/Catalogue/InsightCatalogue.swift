internal import HubSpotModel

extension CatalogueWriter {
    mutating func addInsights() {
        for (list, measure, words) in [
            ("winReasons", MeasureID.winReasons, "won"), ("lossReasons", .lossReasons, "lost"),
        ] {
            let row = "insights.byPeriod.\(list)[]"
            add("\(row).deals", "Deals \(words) for this reason, by close time.") { s in
                .count(s.ofReason(measure))
            }
            add("\(row).amount", "Amount of deals \(words) for this reason.") { s in
                .amount(s.ofReason(measure))
            }
            add("\(row).share", .reasons) { s in
                .share(s.ofReason(measure), of: [s.query(measure)])
            }
        }
        addShared(
            "insights.monthly[]",
            [
                "dealsCreated", "dealsWon", "wonRevenue", "dealsLost", "lostAmount", "winRate",
                "avgDealSize", "avgSalesCycleDays",
            ]
        ) { $0.month }
        addCohorts()
    }

    private mutating func addCohorts() {
        let row = "insights.cohorts.rows[]"
        add("\(row).contacts", "Contacts created in the month.") { s in .count(s.cohort()) }
        add("\(row).everCustomers", "Contacts created then that reached customer.") { s in
            .count(s.cohort { _, isCustomer in isCustomer })
        }
        add(
            "\(row).customersWithin[]",
            "Contacts created then that were customers before so many months had passed."
        ) { s in .count(s.customersWithin) }
        add("\(row).rateWithin[]", .cohort) { s in
            .share(s.customersWithin, of: [s.cohort()])
        }
    }

    // MARK: Forecast

    mutating func addForecast() {
        let place = "insights.forecast"
        for part in Self.bagParts {
            let words = Self.words(of: part)
            add("\(place).overdue.\(part)", "\(words) of open deals expected before today.") { s in
                s.bag(part, DateRange(start: nil, end: s.builder.calendar.today))
            }
            add("\(place).undated.\(part)", "\(words) of open deals without an expected close.") {
                s in s.bag(part, .allTime, isUndated: true)
            }
            add("\(place).later.\(part)", "\(words) of open deals expected beyond the horizon.") {
                s in s.bag(part, DateRange(start: s.horizon, end: nil))
            }
            add("\(place).totalOpen.\(part)", "\(words) of all open deals.") { s in
                let query = FactQuery(
                    measure: part == "weightedAmount" ? .openWeightedByOwner : .openByOwner)
                return part == "deals" ? .count(query) : .amount(query)
            }
        }
        add("\(place).runRateMonthly", .runRate) { s in s.runRate }
        add(
            "\(place).growthFactor",
            "Won revenue of the last 12 full months ÷ the 12 before, held within 0.5 and 2."
        ) { s in s.growth }
        addForecastMonths("\(place).months[]")
    }

    private mutating func addForecastMonths(_ row: String) {
        add("\(row).target", "metrics.revenueTarget.monthly.") { s in
            .derived([s.figure("config.revenueTarget.monthly", "target")])
        }
        add("\(row).wonToDate", "Amount of deals won with close time in the month.") { s in
            .amount(s.query(.dealsWon, s.month))
        }
        for (name, part) in [
            ("openDeals", "deals"), ("openAmount", "amount"), ("weightedOpen", "weightedAmount"),
        ] {
            add(
                "\(row).\(name)",
                "\(Self.words(of: part)) of open deals expected in the month, not before today."
            ) { s in s.bag(part, s.restOfMonth) }
        }
        add("\(row).weightedForecast", .forecast) { s in
            var basis = MetricBasis.sum(
                .init(query: s.query(.dealsWon, s.month), contribution: .amount),
                .init(
                    query: s.query(.openWeightedByClose, s.restOfMonth), contribution: .amount))
            basis.unit = "money"
            return basis.adding([s.beside("wonToDate"), s.beside("weightedOpen")])
        }
        add(
            "\(row).runRateForecast",
            "The run rate; in the current month won to date + run rate × days after today ÷ days."
        ) { s in
            .derived([
                s.figure("insights.forecast.runRateMonthly", "runRateMonthly"),
                s.beside("wonToDate"), s.value("today", s.builder.calendar.today.description),
            ])
        }
        add("\(row).seasonalForecast", .seasonal) { s in
            let year = DateRange(
                start: s.month.start?.adding(months: -12), end: s.month.end?.adding(months: -12))
            var basis = MetricBasis.amount(s.query(.dealsWon, year))
            basis.combine = .derived
            return basis.adding([s.figure("insights.forecast.growthFactor", "growthFactor")])
        }
        for name in ["low", "high"] {
            add("\(row).\(name)", .range) { s in
                .derived(
                    ["weightedForecast", "runRateForecast", "seasonalForecast"].map {
                        s.beside($0)
                    })
            }
        }
    }
}

extension ExplainScope {
    /// The month that the row is of.
    fileprivate var month: DateRange {
        guard let text = row?["month"]?.text ?? row?["cohort"]?.text ?? monthOfCohort,
            case .date(let days) = StoredValue(scalar: text + "-01")
        else { return DateRange(start: builder.calendar.today, end: builder.calendar.today) }
        return MetricsCalendar.month(of: CivilDate(days: days))
    }

    /// Of a figure in a list inside a cohort's row.
    private var monthOfCohort: String? { metric.rows.first?.row["cohort"]?.text }

    fileprivate var restOfMonth: DateRange {
        let month = month
        let today = builder.calendar.today
        return DateRange(start: month.start.map { max($0, today) }, end: month.end)
    }

    fileprivate var horizon: CivilDate {
        builder.calendar.today.firstOfMonth.adding(months: builder.configuration.forecastMonths)
    }

    fileprivate var runRate: MetricBasis {
        let months = builder.configuration.runRateMonths
        let current = builder.calendar.today.firstOfMonth
        var basis = MetricBasis.amount(
            query(
                .dealsWon, DateRange(start: current.adding(months: -months), end: current)))
        basis.perUnit = Int128(max(1, months))
        // Without any dated win there is no rate, and the list is empty as well.
        if metric.value == nil { basis.combine = .derived }
        return basis.adding([figure("config.runRateMonths", "months")])
    }

    fileprivate var growth: MetricBasis {
        let current = builder.calendar.today.firstOfMonth
        let year = current.adding(months: -12)
        func won(_ start: CivilDate, _ end: CivilDate) -> DocumentNumber {
            .money(
                builder.models.pipeline.figures.total(
                    .dealsWon, in: DateRange(start: start, end: end)
                ).sum)
        }
        return .derived([
            value("won revenue of the last 12 full months", won(year, current)),
            value(
                "won revenue of the 12 months before", won(year.adding(months: -12), year)),
        ])
    }

    /// Deals closed in the period for the reason that the row is of.
    fileprivate func ofReason(_ measure: MeasureID) -> FactQuery {
        let reasons = ReasonBook(measure, builder)
        let label = row?["reason"]?.text ?? ""
        // A deal can state the words that stand for a missing reason: then there are two rows of
        // one label, told apart by what they count.
        let stated = builder.reasonKey(label)
        let isStated = { (split: UInt64) in reasons.key(split) == stated }
        let isBlank = { (split: UInt64) in reasons.key(split) == nil }
        guard label == ReasonBook.notRecorded else { return query(measure, split: isStated) }
        let blanks = builder.models.insights.bySplit(measure, in: range)
            .filter { isBlank($0.key) }.reduce(into: Tally()) { $0 += $1.value }
        // Where both count the same and amount to the same, either gives the row's figures.
        let isOfBlanks =
            blanks.count > 0 && row?["deals"]?.number == DocumentNumber(blanks.count)
            && row?["amount"]?.number == .money(blanks.sum)
        return query(measure, split: isOfBlanks ? isBlank : isStated)
    }

    /// Contacts of the row's month, by the months they took and whether they reached customer.
    fileprivate func cohort(
        _ isCounted: @escaping (_ months: UInt64?, _ isCustomer: Bool) -> Bool = { _, _ in true }
    ) -> FactQuery {
        var query = query(.cohortContacts, month)
        query.condition = (
            "it did not become a customer, or not in time",
            { isCounted($0.split > 0 ? $0.split - 1 : nil, $0.detail == 1) }
        )
        return query
    }

    fileprivate var customersWithin: FactQuery {
        let horizon = UInt64(metric.rows.last?.key ?? "") ?? 0
        return cohort { months, _ in months.map { $0 <= horizon } ?? false }
    }
}
