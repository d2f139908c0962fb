package import HubSpotModel

/// The intervals that a document speaks of, from its `asOf`.
///
/// Source: metric dictionary, sections 1.4 and 1.5.
package struct MetricsCalendar: Sendable {
    package let today: CivilDate
    package var tomorrow: CivilDate { today.adding(days: 1) }

    package init(today: CivilDate) { self.today = today }

    package func range(of period: PeriodKey) -> DateRange {
        let monday = today.monday
        let newYear = today.firstOfYear
        return switch period {
        case .thisWeek: DateRange(start: monday, end: monday.adding(days: 7))
        case .lastWeek: DateRange(start: monday.adding(days: -7), end: monday)
        case .mtd: DateRange(start: today.firstOfMonth, end: tomorrow)
        case .ytd: DateRange(start: newYear, end: tomorrow)
        case .lastYear: DateRange(start: newYear.adding(months: -12), end: newYear)
        case .allTime: .allTime
        }
    }

    package static func label(of period: PeriodKey) -> String {
        switch period {
        case .thisWeek: "This Week"
        case .lastWeek: "Last Week"
        case .mtd: "MTD"
        case .ytd: "YTD"
        case .lastYear: "Last Year"
        case .allTime: "All Time"
        }
    }

    package var trailing12Months: DateRange {
        DateRange(start: tomorrow.adding(months: -12), end: tomorrow)
    }

    package var month: DateRange { Self.month(of: today) }
    package var quarter: DateRange { Self.quarter(of: today) }
    package var year: DateRange { Self.year(of: today) }

    package static func month(of date: CivilDate) -> DateRange {
        DateRange(start: date.firstOfMonth, end: date.firstOfMonth.adding(months: 1))
    }

    package static func quarter(of date: CivilDate) -> DateRange {
        let start = date.firstOfMonth.adding(months: -((date.month - 1) % 3))
        return DateRange(start: start, end: start.adding(months: 3))
    }

    package static func year(of date: CivilDate) -> DateRange {
        DateRange(start: date.firstOfYear, end: date.firstOfYear.adding(months: 12))
    }
}

extension CivilDate {
    package var firstOfYear: CivilDate { firstOfMonth.adding(months: 1 - month) }
}
