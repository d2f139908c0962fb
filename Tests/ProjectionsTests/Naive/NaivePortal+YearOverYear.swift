import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Years = MetricsDocument.YearOverYear

    /// Section 9.
    func yearOverYear() -> Years {
        let tomorrow = today.adding(days: 1)
        let sameDay =
            CivilDate(year: today.year - 1, month: today.month, day: today.day)
            ?? CivilDate(year: today.year - 1, month: 2, day: 28)
        func newYear(_ year: Int) -> CivilDate {
            CivilDate(year: year, month: 1, day: 1) ?? today
        }
        return Years(
            ytd: comparison(
                (newYear(today.year), tomorrow),
                (newYear(today.year - 1), (sameDay ?? today).adding(days: 1))),
            allTime: comparison(
                (tomorrow.adding(months: -12), tomorrow),
                (tomorrow.adding(months: -24), tomorrow.adding(months: -12))))
    }

    private struct Values {
        var exact: [String: Rational] = [:]
    }

    private func values(
        _ range: (CivilDate, CivilDate), open: [Int128], contacts total: Int
    ) -> Values {
        func isIn(_ time: Instant?) -> Bool {
            guard let time else { return false }
            return date(time) >= range.0 && date(time) < range.1
        }
        var values = Values()
        values.exact["pipelineValue"] = Rational(open.reduce(0, +))
        values.exact["openDeals"] = Rational(open.count)
        values.exact["totalContacts"] = Rational(total)
        let won = deals.filter { $0.isWon && isIn($0.closed) }
        let lost = deals.filter { $0.status == .lost && isIn($0.closed) }
        values.exact["wonRevenue"] = Rational(sum(won))
        values.exact["dealsWon"] = Rational(won.count)
        values.exact["dealsCreated"] = Rational(deals.count { isIn($0.created) })
        values.exact["winRate"] = Rational(won.count)
            .divided(by: Rational(won.count + lost.count))
        values.exact["avgDealSize"] = NaiveNumber.mean(won.compactMap(\.amount?.minorUnits))
        values.exact["avgSalesCycleDays"] = NaiveNumber.mean(
            won.compactMap(\.cycle).filter { $0 >= 0 })
        values.exact["newContacts"] = Rational(contacts.count { isIn($0.created) })
        let stages = [
            "leads": "lead", "mqls": "marketingqualifiedlead", "sqls": "salesqualifiedlead",
            "customers": "customer",
        ]
        for (name, stage) in stages {
            values.exact[name] = Rational(
                contacts.count { $0.has(stage) && isIn($0.time(stage)) })
        }
        let activities = counted(.allTime).filter { isIn(time($0)) }
        values.exact["activities"] = Rational(activities.count)
        for type in [ObjectType.calls, .emails, .meetings] where isSynced(type) {
            values.exact[type.name] = Rational(activities.count { $0.object == type })
        }
        return values
    }

    private func comparison(
        _ current: (CivilDate, CivilDate), _ previous: (CivilDate, CivilDate)
    ) -> Years.Comparison {
        let end = zone.start(of: previous.1)
        let open = deals.filter(\.isOpen).map { Int128($0.amount?.minorUnits ?? 0) }
        let past = movers().compactMap { state($0, end) }.filter(\.isOpen).map(\.cents)
        let before = contacts.count { $0.created.map { $0 < end } ?? true }
        let now = values(current, open: open, contacts: contacts.count)
        let then = values(previous, open: past, contacts: before)
        func change(
            _ name: String, _ number: (Rational?) -> DocumentNumber?
        ) -> Years.Change {
            let (new, old) = (now.exact[name], then.exact[name])
            var change: Rational?
            if let new, let old { change = (new - old).divided(by: max(old, -old)) }
            return .init(
                current: number(new), previous: number(old),
                change: NaiveNumber.round(change, 4),
                changePoints: name == "winRate"
                    ? new.flatMap { new in old.map { new - $0 } }
                        .flatMap { NaiveNumber.round($0, 4) } : nil)
        }
        func count(_ name: String) -> Years.Change { change(name) { NaiveNumber.round($0, 0) } }
        func money(_ name: String) -> Years.Change { change(name, NaiveNumber.moneyMean) }
        return .init(
            current: .init(
                startDate: current.0.description, endDate: current.1.description),
            previous: .init(
                startDate: previous.0.description, endDate: previous.1.description),
            metrics: .init(
                pipelineValue: money("pipelineValue"), openDeals: count("openDeals"),
                totalContacts: count("totalContacts"), wonRevenue: money("wonRevenue"),
                dealsWon: count("dealsWon"), dealsCreated: count("dealsCreated"),
                winRate: change("winRate") { NaiveNumber.round($0, 4) },
                avgDealSize: money("avgDealSize"),
                avgSalesCycleDays: change("avgSalesCycleDays", NaiveNumber.days),
                newContacts: count("newContacts"), leads: count("leads"), mqls: count("mqls"),
                sqls: count("sqls"), customers: count("customers"),
                activities: count("activities"), calls: count("calls"), emails: count("emails"),
                meetings: count("meetings")))
    }
}
