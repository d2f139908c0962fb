internal import HubSpotModel

/// One value for every column of the time series but its date.
private struct SeriesValues {
    private(set) var values = Array(
        repeating: Int128(0), count: MetricsDocument.TimeSeries.columns.count - 1)

    var isZero: Bool { values.allSatisfy { $0 == 0 } }

    mutating func add(_ value: Int128, _ column: Int) { values[column] += value }

    static func += (left: inout SeriesValues, right: SeriesValues) {
        for column in left.values.indices { left.values[column] += right.values[column] }
    }
}

extension MetricsBuilder {
    typealias SeriesSection = MetricsDocument.TimeSeries

    /// Source: metric dictionary, section 12.
    func timeSeries() -> SeriesSection {
        let daily = dailyValues()
        let weeks = (0..<configuration.weeklyBuckets).map { place in
            calendar.today.monday.adding(days: 7 * (place - configuration.weeklyBuckets + 1))
        }
        let months = calendar.lastMonths(configuration.monthlyBuckets).compactMap(\.start)
        return SeriesSection(
            daily: daily.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
                .map { row($0.key, $0.value) },
            weekly: dense(weeks, daily, key: \.monday),
            monthly: dense(months, daily, key: \.firstOfMonth))
    }

    /// Everything that a date places.
    private func dailyValues() -> [CivilDate: SeriesValues] {
        var days: [CivilDate: SeriesValues] = [:]
        func add(
            _ figures: Figures, _ measure: MeasureID, _ column: Int, amount: Int? = nil
        ) {
            for entry in figures.entries(measure) {
                guard let date = entry.date else { continue }
                days[date, default: SeriesValues()].add(Int128(entry.cell.count), column)
                if let amount { days[date, default: SeriesValues()].add(entry.cell.sum, amount) }
            }
        }
        add(models.leads, .contactsBySource, 0)
        add(models.leads, .leadsByStatus, 1)
        add(models.leads, .mqlsReached, 2)
        add(models.leads, .sqlsReached, 3)
        add(models.leads, .opportunitiesReached, 4)
        add(models.leads, .customersReached, 5)
        add(models.pipeline.figures, .dealsCreated, 6, amount: 7)
        add(models.pipeline.figures, .dealsWon, 8, amount: 9)
        add(models.pipeline.figures, .dealsLost, 10, amount: 11)
        models.activities.figures.forEach(.activitiesCounted, before: cut) { entry, tally in
            guard let date = entry.date,
                let type = ObjectType(rawValue: UInt8(truncatingIfNeeded: entry.detail)),
                models.isSynced(type), let place = ObjectType.activities.firstIndex(of: type)
            else { return }
            days[date, default: SeriesValues()].add(Int128(tally.count), 12 + place)
        }
        return days
    }

    /// The sums of buckets without gaps, each known by its first day.
    private func dense(
        _ starts: [CivilDate], _ days: [CivilDate: SeriesValues],
        key: (CivilDate) -> CivilDate
    ) -> [MetricsDocument.SeriesRow] {
        var buckets: [CivilDate: SeriesValues] = [:]
        let first = starts.first ?? calendar.today
        for (date, values) in days where date >= first {
            buckets[key(date), default: SeriesValues()] += values
        }
        return starts.map { row($0, buckets[$0] ?? SeriesValues()) }
    }

    private func row(_ date: CivilDate, _ series: SeriesValues) -> MetricsDocument.SeriesRow {
        let values = series.values
        func activity(_ type: ObjectType) -> Int? {
            guard models.isSynced(type),
                let place = ObjectType.activities.firstIndex(of: type)
            else { return nil }
            return Int(values[12 + place])
        }
        return .init(
            date: date.description, contactsCreated: Int(values[0]), leads: Int(values[1]),
            mqls: Int(values[2]), sqls: Int(values[3]), opportunities: Int(values[4]),
            customers: Int(values[5]), dealsCreated: Int(values[6]),
            dealsCreatedAmount: .money(values[7]), dealsWon: Int(values[8]),
            wonRevenue: .money(values[9]), dealsLost: Int(values[10]),
            lostAmount: .money(values[11]), calls: activity(.calls), emails: activity(.emails),
            meetings: activity(.meetings), tasks: activity(.tasks), notes: activity(.notes))
    }
}
