import HubSpotModel
import Projections

/// A strip of thirteen weeks for each person: darker days had more activities.
struct HeatCard: Component {
    let context: PageContext

    private static let levels = 4

    /// Thirteen, or as many as the days of the document reach back.
    private var weeks: Int {
        let before = context.document.config.byDayDays - context.today.weekday
        return min(13, max(0, before) / 7 + 1)
    }

    var body: Markup {
        let byDay = context.document.activities.byDay
        let weeks = weeks
        // The strip begins on a Monday, so that its rows are days of the week.
        let shownDays = weeks * 7 - 7 + context.today.weekday
        let days = ActivityDays(byDay, days: shownDays, until: context.today)
        let people = people(days)
        let greatest = people.flatMap { days.byOwner[$0] ?? [] }.max() ?? 0
        Card(
            id: "heat", width: .full, title: "Who was active when",
            subtitle: "All activities a day, last \(context.counted(weeks, "week")); Monday on top",
            mode: .longTerm, term: .activities, isChart: true
        ) {
            if greatest == 0 {
                EmptyState(
                    "No activity is recorded in the last \(context.counted(weeks, "week")).")
            } else {
                tag("ul", ["class": "heat"]) {
                    for person in people {
                        strip(person, days.byOwner[person] ?? [], greatest: greatest)
                    }
                }
                tag("p", ["class": "key"]) {
                    "1"
                    for level in 1...Self.levels { tag("span", ["class": "kh h\(level)"]) }
                    "\(greatest) a day"
                }
                TableToggle(table: table(people, days))
            }
        }
    }

    /// Reps first, then whoever else was active, in the order of the document.
    private func people(_ days: ActivityDays) -> [String?] {
        let rows = context.document.activities.byPeriod.allTime.byOwner
        return rows.filter { days.byOwner[$0.ownerId] != nil || $0.isRep }.map(\.ownerId)
    }

    private func strip(_ id: String?, _ counts: [Int], greatest: Int) -> Markup {
        let total = counts.reduce(0, +)
        let active = counts.filter { $0 > 0 }.count
        let name = PortalText.shown(context.ownerName(id))
        return tag("li") {
            tag("span", ["class": "bn"]) { PortalText(context.ownerName(id)) }
            tag("span", ["class": "bv"]) { context.format.count(total) }
            tag(
                "svg",
                [
                    "viewBox": "0 -.5 \(weeks) 7", "preserveAspectRatio": "none",
                    "height": "70",
                    "role": "img",
                    "aria-label": "\(name): \(context.counted(total, "activity", "activities")) on "
                        + context.counted(active, "day"),
                ]
            ) {
                ahead(counts.count)
                for level in 1...Self.levels {
                    let path = cells(counts) { $0 > 0 && Self.level($0, of: greatest) == level }
                    if !path.isEmpty { tag("path", ["class": "h\(level)", "d": path]) }
                }
            }
        }
    }

    /// The days of this week that have not come yet stand empty.
    @MarkupBuilder
    private func ahead(_ days: Int) -> Markup {
        if days < weeks * 7 {
            tag(
                "path",
                ["class": "hx", "d": "M\(weeks - 1).45 \(days % 7 - 1).5v\(7 - days % 7)"])
        }
    }

    /// The sums of the weeks: the days of thirteen would be no table.
    private func table(_ people: [String?], _ days: ActivityDays) -> DataTable {
        DataTable(
            name: "weeks", section: .activity, caption: "Activities by person and week", path: nil,
            columns: [.text("Person", "ownerName")]
                + (0..<weeks).map { week in
                    let monday = days.date(week * 7)
                    return .number(
                        "\(monday.day) \(DateWords.months[monday.month - 1])"
                            + (week == weeks - 1 ? " so far" : ""), monday.description)
                },
            rows: people.map { person in
                let counts = days.byOwner[person] ?? []
                return DataTable.Row(
                    cells: [PortalText(context.ownerName(person)).body]
                        + (0..<weeks).map { week in
                            .text(
                                context.format.count(
                                    counts.dropFirst(week * 7).prefix(7).reduce(0, +)))
                        })
            }, isDense: true)
    }

    private static func level(_ count: Int, of greatest: Int) -> Int {
        min(levels, max(1, (count * levels + greatest - 1) / greatest))
    }

    private func cells(_ counts: [Int], _ isShown: (Int) -> Bool) -> String {
        counts.indices.filter { isShown(counts[$0]) }.map { day in
            "M\(day / 7) \(day % 7)h.9"
        }.joined()
    }
}
