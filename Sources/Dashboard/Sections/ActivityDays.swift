import HubSpotModel
import Projections

/// The sparse rows of counted activities as a grid of days.
struct ActivityDays: Sendable {
    let first: CivilDate
    let days: Int
    /// By type, then by day from the first.
    private(set) var team: [ActivityType: [Int]] = [:]
    /// By owner, then by day; all types together.
    private(set) var byOwner: [String?: [Int]] = [:]

    init(_ byDay: MetricsDocument.Activities.ByDay, days: Int, until today: CivilDate) {
        self.days = max(1, days)
        first = today.adding(days: 1 - self.days)
        for type in ActivityType.allCases { team[type] = Array(repeating: 0, count: self.days) }
        for row in byDay.rows {
            guard let date = DateWords.date(row.date), let type = ActivityType(rawValue: row.type)
            else { continue }
            let index = Int(date.days - first.days)
            guard (0..<self.days).contains(index) else { continue }
            team[type]?[index] += row.count
            byOwner[row.ownerId, default: Array(repeating: 0, count: self.days)][index] += row.count
        }
    }

    func date(_ index: Int) -> CivilDate { first.adding(days: index) }

    func count(_ type: ActivityType, _ index: Int) -> Int { team[type]?[index] ?? 0 }
}
