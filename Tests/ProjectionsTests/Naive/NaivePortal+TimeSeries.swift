import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Series = MetricsDocument.TimeSeries

    /// Section 12.
    func timeSeries() -> Series {
        var facts: [CivilDate: [String: Int128]] = [:]
        func add(_ time: Instant?, _ column: String, _ value: Int128 = 1) {
            guard let time else { return }
            facts[date(time), default: [:]][column, default: 0] += value
        }
        for contact in contacts {
            add(contact.created, "contactsCreated")
            for stage in NaiveContact.funnel where contact.has(stage) {
                add(contact.time(stage), stage)
            }
        }
        for deal in deals {
            let cents = Int128(deal.amount?.minorUnits ?? 0)
            add(deal.created, "dealsCreated")
            add(deal.created, "dealsCreatedAmount", cents)
            if deal.isWon {
                add(deal.closed, "dealsWon")
                add(deal.closed, "wonRevenue", cents)
            }
            if deal.status == .lost {
                add(deal.closed, "dealsLost")
                add(deal.closed, "lostAmount", cents)
            }
        }
        for key in counted(.allTime) { add(time(key), key.object.name) }
        let configuration = context.configuration
        let weeks = (0..<configuration.weeklyBuckets).map { back in
            today.adding(days: 1 - today.weekday - 7 * back)
        }.reversed()
        let first = CivilDate(year: today.year, month: today.month, day: 1) ?? today
        let months = (0..<configuration.monthlyBuckets).map { first.adding(months: -$0) }
            .reversed()
        func total(_ start: CivilDate, _ end: CivilDate) -> MetricsDocument.SeriesRow {
            var sums: [String: Int128] = [:]
            for (date, values) in facts where date >= start && date < end {
                sums.merge(values, uniquingKeysWith: +)
            }
            return row(start, sums)
        }
        return Series(
            daily: facts.filter { $0.value.values.contains { $0 != 0 } }
                .sorted { $0.key < $1.key }.map { row($0.key, $0.value) },
            weekly: weeks.map { total($0, $0.adding(days: 7)) },
            monthly: months.map { total($0, $0.adding(months: 1)) })
    }

    private func row(_ date: CivilDate, _ values: [String: Int128]) -> MetricsDocument.SeriesRow {
        func count(_ name: String) -> Int { Int(values[name] ?? 0) }
        func money(_ name: String) -> DocumentNumber {
            .init(units: values[name] ?? 0, scale: 2)
        }
        func activity(_ type: ObjectType) -> Int? {
            isSynced(type) ? count(type.name) : nil
        }
        return .init(
            date: date.description, contactsCreated: count("contactsCreated"),
            leads: count("lead"), mqls: count("marketingqualifiedlead"),
            sqls: count("salesqualifiedlead"), opportunities: count("opportunity"),
            customers: count("customer"), dealsCreated: count("dealsCreated"),
            dealsCreatedAmount: money("dealsCreatedAmount"), dealsWon: count("dealsWon"),
            wonRevenue: money("wonRevenue"), dealsLost: count("dealsLost"),
            lostAmount: money("lostAmount"), calls: activity(.calls), emails: activity(.emails),
            meetings: activity(.meetings), tasks: activity(.tasks), notes: activity(.notes))
    }
}
