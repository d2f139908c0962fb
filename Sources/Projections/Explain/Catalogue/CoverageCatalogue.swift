internal import HubSpotModel

extension CatalogueWriter {
    /// The calendar intervals with the setting that is their target.
    static let intervals: [(name: String, target: String)] = [
        ("month", "monthly"), ("quarter", "quarterly"), ("year", "annual"),
    ]

    mutating func addCoverage() {
        for (interval, target) in Self.intervals {
            let place = "pipeline.coverage.\(interval)"
            add("\(place).target", "metrics.revenueTarget.\(target).") { s in
                .derived([s.figure("config.revenueTarget.\(target)", "target")])
            }
            add("\(place).wonToDate", "Amount of deals won with close time in the \(interval).") {
                s in .amount(s.query(.dealsWon, s.interval(interval)))
            }
            add("\(place).remaining", "Target − won to date, at least 0.") { s in
                .derived([s.beside("target"), s.beside("wonToDate")])
            }
            for part in Self.bagParts {
                add(
                    "\(place).openClosing.\(part)",
                    "\(Self.words(of: part)) of open deals expected to close from today to the "
                        + "end of the \(interval)."
                ) { s in
                    s.bag(
                        part,
                        DateRange(
                            start: s.builder.calendar.today, end: s.interval(interval).end))
                }
            }
            add("\(place).coverage", .coverage) { s in
                .derived([s.beside("openClosing.amount"), s.beside("remaining")])
            }
            add("\(place).weightedCoverage", "Weighted amount ÷ remaining.") { s in
                .derived([s.beside("openClosing.weightedAmount"), s.beside("remaining")])
            }
            add("\(place).requiredCoverage", "1 ÷ win rate.") { s in
                .derived([s.figure("rates.winRate", "winRate")])
            }
        }
        addVelocity()
    }

    private mutating func addVelocity() {
        let place = "pipeline.salesVelocity"
        addShared(place, ["openDeals"])
        for name in ["winRate", "avgDealSize", "salesCycleDays"] {
            add("\(place).\(name)", "rates.\(name).") { s in
                .derived([s.figure("rates.\(name)", name)])
            }
        }
        add("\(place).perDay", .velocity) { s in
            .derived(
                ["openDeals", "winRate", "avgDealSize", "salesCycleDays"].map { s.beside($0) })
        }
        add("\(place).perMonth", "Per day × 365 ÷ 12, exact.") { s in
            .derived([s.beside("perDay")])
        }
    }

    // MARK: Movement

    mutating func addMovement() {
        let meanings: [(Movement.Bucket, String)] = [
            (.opening, "open at the start"), (.new, "that did not exist at the start"),
            (.reopened, "that were closed at the start"),
            (.pulledIn, "that were open outside the window at the start"),
            (.increased, "whose amount grew, by the difference"),
            (.decreased, "whose amount shrank, by the difference"),
            (.pushedOut, "that are open outside the window at the end"),
            (.won, "that were won"), (.lost, "that were lost"),
            (.disqualified, "that were disqualified"),
            (.removed, "that are gone at the end"), (.closing, "open at the end"),
        ]
        for version in ["whole", "window"] {
            for (bucket, meaning) in meanings {
                let place = "pipeline.movement.\(version).\(bucket.name)"
                for part in ["deals", "amount"] {
                    let isSum = bucket == .closing && part == "amount" && version == "whole"
                    add(
                        "\(place).\(part)",
                        isSum
                            ? GlossaryTerm.movement.definition
                            : "\(Self.words(of: part)) of deals \(meaning)"
                                + (version == "window" ? ", close date in the window." : ".")
                    ) { s in s.movement(bucket, part, isWindow: version == "window") }
                }
            }
        }
    }
}

extension ExplainScope {
    /// The current calendar interval.
    func interval(_ name: String) -> DateRange {
        switch name {
        case "month": builder.calendar.month
        case "quarter": builder.calendar.quarter
        default: builder.calendar.year
        }
    }

    /// The deals that a movement puts into a bucket.
    fileprivate func movement(
        _ bucket: Movement.Bucket, _ part: String, isWindow: Bool
    ) -> MetricBasis {
        guard let period = metric.period, let bounds = builder.movementBounds(of: period) else {
            return .list([], of: [], reason: "")
        }
        var listed: [MetricBasis.Listed] = []
        for deal in builder.models.pipeline.deals {
            let states = bounds.states(of: deal)
            var movement = Movement()
            movement.move(from: states.before, to: states.after) {
                isWindow ? bounds.isInWindow($0) : true
            }
            guard movement.deals[bucket.rawValue] > 0 else { continue }
            listed.append(
                .init(
                    record: TypedRef(.deals, deal.ref),
                    contribution: part == "deals" ? 1 : .money(movement.amounts[bucket.rawValue])))
        }
        return .list(
            listed, of: [.deals], reason: "the movement does not put it into this bucket",
            unit: part == "deals" ? "records" : "money")
    }
}
