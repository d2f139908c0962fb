import HubSpotModel
import Projections

/// Outreach day by day, stacked by type, weekends shaded, the running day hatched.
struct DailyCard: Component {
    let context: PageContext

    private static let bottom = 188.0
    private static let top = 20.0

    var body: Markup {
        let days = ActivityDays(
            context.document.activities.byDay, days: context.document.config.byDayDays,
            until: context.today)
        let totals = (0..<days.days).map { day in
            ActivityType.outreach.reduce(0) { $0 + days.count($1, day) }
        }
        Card(
            id: "daily", width: .full, title: headline(days, totals),
            subtitle: "Outreach a day, last \(context.counted(days.days, "day")); weekends shaded, "
                + "today hatched",
            mode: .longTerm, term: .activities, isChart: true
        ) {
            if totals.allSatisfy({ $0 == 0 }) {
                EmptyState(
                    "No outreach is recorded in the last \(context.counted(days.days, "day")).")
            } else {
                plot(days, totals)
                tag("p", ["class": "key"]) {
                    for type in ActivityType.outreach {
                        tag("span", ["class": "ks \(type.rawValue)"])
                        type.label
                    }
                }
                TableToggle(table: table(days, totals))
            }
        }
    }

    private func headline(_ days: ActivityDays, _ totals: [Int]) -> String {
        guard let most = totals.soleGreatest({ $0 }), totals[most] > 0 else {
            return "Outreach day by day"
        }
        return "Busiest day: \(DateWords.weekday(days.date(most))), "
            + "\(context.counted(totals[most], "outreach activity", "outreach activities"))"
    }

    private func plot(_ days: ActivityDays, _ totals: [Int]) -> Plot {
        let axis = ValueAxis(to: Double(totals.max() ?? 0))
        let y = LinearScale(domain: axis.first...axis.last, from: Self.bottom, to: Self.top)
        let x = BandScale(count: days.days)
        return Plot(
            id: "daily", labelledBy: "daily-h", description: description(days, totals),
            height: 212, isInteractive: true, told: Array(1...ActivityType.outreach.count),
            content: .group([
                weekends(days, x),
                axis.grid(y) { context.format.count($0) },
                columns(days, y),
                Mark.column(
                    x: x.start(days.days - 1), width: x.width, from: Self.bottom,
                    to: y(Double(totals.last ?? 0)), class: "over"),
                Mark.hits(
                    totals.indices.filter { totals[$0] > 0 }, of: days.days, height: 190),
                labels(days, x),
            ]))
    }

    private func weekends(_ days: ActivityDays, _ x: BandScale) -> Markup {
        .group(
            (0..<days.days).filter { days.date($0).weekday == 6 }.map { day in
                Mark.column(
                    x: x.step * Double(day), width: x.step * Double(min(2, days.days - day)),
                    from: Self.top, to: Self.bottom, class: "past")
            })
    }

    /// One path of thick strokes a type, in units of a day across, stretched to the plot.
    private func columns(_ days: ActivityDays, _ y: LinearScale) -> Markup {
        var levels = Array(repeating: 0, count: days.days)
        let paths = ActivityType.outreach.map { type in
            var path = ""
            for day in 0..<days.days where days.count(type, day) > 0 {
                let start = y(Double(levels[day]))
                levels[day] += days.count(type, day)
                let height = start - y(Double(levels[day]))
                path += "M\(day) \(Mark.pixels(start))v-\(Mark.pixels(height))"
            }
            return path.isEmpty ? .empty : tag("path", ["class": type.rawValue, "d": path])
        }
        return tag(
            "svg",
            [
                "class": "dc", "viewBox": "-.5 0 \(days.days) 212", "preserveAspectRatio": "none",
                "width": "100%",
                "height": "212",
            ]
        ) { Markup.group(paths) }
    }

    /// The days with work, which are also the places to point at.
    private func table(_ days: ActivityDays, _ totals: [Int]) -> DataTable {
        let missing = context.document.dataQuality.notSynced
        return DataTable(
            name: "daily", section: .activity, caption: "Outreach by day", path: nil,
            columns: [.text("Day", "date")]
                + ActivityType.outreach.map { .number($0.label, $0.rawValue) },
            rows: totals.indices.filter { totals[$0] > 0 }.map { day in
                DataTable.Row(
                    cells: [.text(DateWords.weekday(days.date(day)))]
                        + ActivityType.outreach.map {
                            .text(
                                missing.contains($0.rawValue)
                                    ? FigureFormat.missing
                                    : context.format.count(days.count($0, day)))
                        })
            }, isDense: true)
    }

    /// Mondays in words, fewer of them on narrow screens, where the last has no room.
    private func labels(_ days: ActivityDays, _ x: BandScale) -> Markup {
        let mondays = (0..<days.days).filter { days.date($0).weekday == 1 }
        let stride = max(1, mondays.count / 7)
        let shown = mondays.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        return .group(
            shown.enumerated().map { place, day in
                let date = days.date(day)
                let start = x.step * Double(day)
                return Mark.label(
                    "\(date.day) \(DateWords.months[date.month - 1])", x: start, y: 206,
                    class: "xl st"
                        + (start > 90 ? " alt" : MonthTicks.rank(place, of: shown.count)))
            })
    }

    private func description(_ days: ActivityDays, _ totals: [Int]) -> String {
        let all = totals.reduce(0, +)
        return "\(context.counted(all, "outreach activity", "outreach activities")) from "
            + "\(DateWords.day(days.first)) to \(DateWords.day(context.today)). "
            + headline(days, totals) + "."
    }
}
