import HubSpotModel
import Projections

/// Title, portal, tools, and the banner that says how old and how complete the figures are.
struct PageHeader: Component {
    let context: PageContext

    private var document: MetricsDocument { context.document }
    private var manifest: SnapshotManifest { context.manifest }

    var body: Markup {
        tag("header", ["class": "top"]) {
            tag("div", ["class": "in"]) {
                tag("div", ["class": "ttl"]) {
                    tag("h1") { "Sales dashboard" }
                    tag("p", ["class": "so"]) {
                        "HubSpot portal \(document.portal.portalId) · "
                            + PortalText.shown(document.portal.companyCurrency)
                    }
                }
                tools
            }
            tag("div", ["class": "in"]) {
                tag("p", ["class": "prt"]) {
                    PerPeriod(element: "b") {
                        document.periods[$0].label + ", " + context.span(of: $0)
                    }
                }
                banner
                tag("button", ["id": "fresh", "hidden": ""]) { "Show new figures" }
            }
        }
    }

    private var tools: Markup {
        tag("div", ["class": "tools"]) {
            ThemeChoice()
            tag("button", ["class": "js", "id": "print"]) { "Print" }
            tag("a", ["class": "btn", "href": "#about"]) { "About these numbers" }
        }
    }

    private var banner: Markup {
        tag("p", ["class": "asof", "id": "asof"]) {
            tag("span", ["class": "vd \(manifest.verdict.state.rawValue)"]) {
                tag("span", ["aria-hidden": "true"]) { symbol }
                " " + verdict
            }
            tag("span") {
                "As of "
                tag("time", ["datetime": document.asOf]) { asOf }
            }
            if manifest.reading == .head {
                tag("span", ["class": "age js", "id": "age"])
            } else {
                tag("span", ["class": "age"]) {
                    manifest.reading == .asKnown
                        ? "Snapshot: as known then" : "Snapshot: what is known today about then"
                }
            }
            tag("span") { "log position \(context.format.count(document.sequence))" }
            tag("span", ["title": document.logHash]) {
                document.logHash.map { "checksum \(PortalText.shown(String($0.prefix(8))))…" }
                    ?? "no checksum"
            }
            if manifest.options.redacted { tag("span") { "names replaced by ids" } }
            tag("a", ["href": "#quality"]) { notes }
        }
    }

    private var symbol: String {
        switch manifest.verdict.state {
        case .green: "●"
        case .amber: "▲"
        case .red: "■"
        }
    }

    private var verdict: String {
        switch manifest.verdict.state {
        case .green: "Complete"
        case .amber: "Not proven complete"
        case .red: "Incomplete"
        }
    }

    /// `Sun 22 Nov 2026, 14:30 (Europe/London)`.
    var asOf: String {
        guard let instant = Instant(parsing: document.asOf, zone: .utc) else {
            return PortalText.shown(document.asOf)
        }
        let minute = context.localMinute(of: instant)
        let clock = "\(Self.two(minute / 60)):\(Self.two(minute % 60))"
        return "\(DateWords.weekday(context.today)), \(clock) "
            + "(\(PortalText.shown(document.portal.timeZone)))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private var notes: String {
        let count = DataQualityNotes(context: context).notes.count
        return count == 0
            ? "No notes on data quality"
            : "\(context.counted(count, "note")) on data quality"
    }
}
