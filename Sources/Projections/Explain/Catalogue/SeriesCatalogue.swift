internal import HubSpotModel

extension CatalogueWriter {
    /// The columns of a series with the shared figure that each is.
    private static let columns: [(column: String, figure: String)] = [
        ("contactsCreated", "newContacts"), ("leads", "leads"), ("mqls", "mqls"),
        ("sqls", "sqls"), ("opportunities", "opportunities"), ("customers", "customers"),
        ("dealsCreated", "dealsCreated"), ("dealsCreatedAmount", "dealsCreatedAmount"),
        ("dealsWon", "dealsWon"), ("wonRevenue", "wonRevenue"), ("dealsLost", "dealsLost"),
        ("lostAmount", "lostAmount"), ("calls", "calls"), ("emails", "emails"),
        ("meetings", "meetings"), ("tasks", "tasks"), ("notes", "notes"),
    ]

    mutating func addSeries() {
        for (series, words) in [
            ("daily", "Of the day."), ("weekly", "Of the week from this Monday."),
            ("monthly", "Of the month."),
        ] {
            for (column, name) in Self.columns {
                guard let figure = SharedFigures.all[name] else { continue }
                add(
                    "timeSeries.\(series)[].\(column)",
                    "\(figure.formula) \(words)"
                ) { s in figure.basis(s, s.bucket(of: series)) }
            }
        }
    }

    // MARK: Year over year

    mutating func addYearOverYear() {
        let metrics = [
            "pipelineValue", "openDeals", "totalContacts", "wonRevenue", "dealsWon",
            "dealsCreated", "winRate", "avgDealSize", "avgSalesCycleDays", "newContacts", "leads",
            "mqls", "sqls", "customers", "activities", "calls", "emails", "meetings",
        ]
        for comparison in ["ytd", "allTime"] {
            for name in metrics {
                guard let figure = SharedFigures.all[name] else { continue }
                let place = "yoy.\(comparison).metrics.\(name)"
                add("\(place).current", figure.formula) { s in
                    figure.basis(s, s.yearRange(comparison, "current"))
                }
                add(
                    "\(place).previous",
                    SharedFigures.snapshots[name] == nil
                        ? "\(figure.formula) In the range before."
                        : "The same as of the end of the range before."
                ) { s in
                    let range = s.yearRange(comparison, "previous")
                    return SharedFigures.snapshots[name] == nil
                        ? figure.basis(s, range) : s.snapshot(name, before: range)
                }
                add("\(place).change", "(current − previous) ÷ |previous|, exact.") { s in
                    .derived([s.beside("current"), s.beside("previous")])
                }
                add("\(place).changePoints", "Current − previous, exact.") { s in
                    .derived([s.beside("current"), s.beside("previous")])
                }
            }
        }
    }
}

extension ExplainScope {
    /// The dates of the bucket that the row is of.
    fileprivate func bucket(of series: String) -> DateRange {
        guard case .date(let days) = StoredValue(scalar: key) else { return .allTime }
        let start = CivilDate(days: days)
        let end =
            switch series {
            case "daily": start.adding(days: 1)
            case "weekly": start.adding(days: 7)
            default: start.adding(months: 1)
            }
        return DateRange(start: start, end: end)
    }

    /// The range of a comparison as the document states it.
    fileprivate func yearRange(_ comparison: String, _ side: String) -> DateRange {
        let bounds = index.tree["yoy"]?[comparison]?[side]
        func date(_ name: String) -> CivilDate? {
            guard let text = bounds?[name]?.text,
                case .date(let days) = StoredValue(scalar: text)
            else { return nil }
            return CivilDate(days: days)
        }
        return DateRange(start: date("startDate"), end: date("endDate"))
    }

    /// A snapshot at the end of a range, made from histories.
    fileprivate func snapshot(_ name: String, before range: DateRange) -> MetricBasis {
        let end = range.end ?? builder.calendar.today
        guard name != "totalContacts" else {
            var query = FactQuery(measure: .contactsCreated)
            query.condition = (
                "it was created later", { fact in fact.date.map { $0 < end } ?? true }
            )
            return .count(query)
        }
        let instant = builder.zone.start(of: end)
        let listed = builder.models.pipeline.deals.compactMap { deal -> MetricBasis.Listed? in
            guard let state = DealState(deal, before: instant, in: builder.models), state.isOpen
            else { return nil }
            return .init(
                record: TypedRef(.deals, deal.ref),
                contribution: name == "openDeals" ? 1 : .money(state.amount))
        }
        return .list(
            listed, of: [.deals], reason: "it was not open just before \(instant)",
            unit: name == "openDeals" ? "records" : "money")
    }
}
