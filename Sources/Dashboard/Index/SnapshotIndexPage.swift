import HubSpotModel
import Projections

/// The list of published snapshots: one row each, newest first, with links that are relative.
///
/// Under each figure stands what changed since the snapshot below it.
package struct SnapshotIndexPage: Sendable {
    /// One folder with what it holds.
    package struct Entry: Sendable {
        let name: String
        let manifest: SnapshotManifest
        let headline: SnapshotHeadline?

        /// - Parameter headline: nil where the figures cannot be read any more.
        package init(name: String, manifest: SnapshotManifest, headline: SnapshotHeadline?) {
            self.name = name
            self.manifest = manifest
            self.headline = headline
        }
    }

    private let snapshots: [Entry]

    /// - Parameter snapshots: the folders, in any order.
    package init(snapshots: [Entry]) {
        self.snapshots = snapshots.sorted {
            ($0.manifest.asOf, $0.name) > ($1.manifest.asOf, $1.name)
        }
    }

    /// The page in full, UTF-8; equal snapshots give equal bytes.
    package func render() -> String {
        var output = "<!doctype html>\n"
        page.render(into: &output)
        return output + "\n"
    }

    private static let style = """
        :root{color-scheme:light dark}
        body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;\
        font-variant-numeric:tabular-nums}
        h1{font-size:22px}
        .w{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid #8884;vertical-align:top}
        thead th{font-size:12px;font-weight:500;white-space:nowrap}
        .n{text-align:right;white-space:nowrap}
        small{display:block;font-size:12px;opacity:.8}
        """

    private var page: Markup {
        tag("html", ["lang": "en"]) {
            tag("head") {
                tag("meta", ["charset": "utf-8"])
                tag(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                tag("meta", ["name": "robots", "content": "noindex"])
                tag("meta", ["name": "referrer", "content": "no-referrer"])
                tag("title") { "Dashboard snapshots" }
                tag("style") { Markup.verbatim(Self.style) }
            }
            tag("body") {
                tag("main") {
                    tag("h1") { "Dashboard snapshots" }
                    if snapshots.isEmpty {
                        tag("p") { "No snapshot has been written yet." }
                    } else {
                        tag("p") {
                            "Under each figure: what changed since the snapshot in the row below."
                        }
                        tag(
                            "div",
                            [
                                "class": "w", "role": "region", "tabindex": "0",
                                "aria-label": "Snapshots",
                            ]
                        ) { table }
                    }
                }
            }
        }
    }

    private static let columns = [
        "Won, year to date", "Win rate", "Open amount", "Weighted", "Open deals",
        "Leads, year to date", "Activities, year to date",
    ]

    private var table: Markup {
        tag("table") {
            tag("thead") {
                tag("tr") {
                    tag("th", ["scope": "col"]) { "As of" }
                    for name in Self.columns {
                        tag("th", ["scope": "col", "class": "n"]) { name }
                    }
                    tag("th", ["scope": "col"]) { "Completeness" }
                    tag("th", ["scope": "col", "class": "n"]) { "Log position" }
                }
            }
            tag("tbody") {
                for (index, snapshot) in snapshots.enumerated() {
                    row(snapshot, before: snapshots.dropFirst(index + 1).first)
                }
            }
        }
    }

    private func row(_ snapshot: Entry, before: Entry?) -> Markup {
        tag("tr") {
            tag("th", ["scope": "row"]) {
                tag("a", ["href": "\(snapshot.name)/index.html"]) {
                    Self.time(snapshot.manifest.asOf)
                }
                tag("small") { Self.words(snapshot.manifest) }
            }
            if let headline = snapshot.headline {
                figures(headline, before: before?.headline)
            } else {
                tag("td", ["colspan": "\(Self.columns.count)"]) {
                    "The figures of this folder cannot be read."
                }
            }
            tag("td") { Self.word(snapshot.manifest.verdict.state) }
            tag("td", ["class": "n"]) {
                FigureFormat(currencyCode: "").count(snapshot.manifest.sequence)
            }
        }
    }

    @MarkupBuilder
    private func figures(_ now: SnapshotHeadline, before: SnapshotHeadline?) -> Markup {
        let format = FigureFormat(currencyCode: now.currencyCode)
        // Amounts of two currencies have no difference.
        let before = before?.currencyCode == now.currencyCode ? before : nil
        amount(now.wonRevenue, before?.wonRevenue, format)
        cell(format.percent(now.winRate), rateChange(now.winRate, before?.winRate, format))
        amount(now.openAmount, before?.openAmount, format)
        amount(now.weightedAmount, before?.weightedAmount, format)
        count(now.openDeals, before?.openDeals, format)
        count(now.leads, before?.leads, format)
        count(now.activities, before?.activities, format)
    }

    private func cell(_ text: String, _ change: String?) -> Markup {
        tag("td", ["class": "n"]) {
            text
            if let change { tag("small") { change } }
        }
    }

    private func amount(
        _ now: DocumentNumber, _ before: DocumentNumber?, _ format: FigureFormat
    ) -> Markup {
        cell(
            format.compactMoney(now),
            difference(now, before).map { Self.arrow($0) + format.compactMoney($0.magnitude) })
    }

    private func count(_ now: Int?, _ before: Int?, _ format: FigureFormat) -> Markup {
        let change = now.flatMap { now in before.map { DocumentNumber(now - $0) } }
        return cell(
            format.count(now),
            change.map { Self.arrow($0) + format.number($0.magnitude, places: 0) })
    }

    private func rateChange(
        _ now: DocumentNumber?, _ before: DocumentNumber?, _ format: FigureFormat
    ) -> String? {
        guard let now else { return nil }
        return difference(now, before).map { Self.arrow($0) + format.points($0.magnitude) }
    }

    private func difference(_ now: DocumentNumber, _ before: DocumentNumber?) -> DocumentNumber? {
        guard let before, let left = now.rounded(toPlaces: 4),
            let right = before.rounded(toPlaces: 4)
        else { return nil }
        return DocumentNumber(units: left - right, scale: 4)
    }

    private static func arrow(_ change: DocumentNumber) -> String {
        change == 0 ? "● " : change.isNegative ? "▼ " : "▲ "
    }

    /// `2026-11-22 14:30 UTC`.
    private static func time(_ instant: String) -> String {
        "\(instant.prefix(10)) \(instant.dropFirst(11).prefix(5)) UTC"
    }

    private static func words(_ manifest: SnapshotManifest) -> String {
        let reading =
            switch manifest.reading {
            case .head: "latest then"
            case .asKnown: "as known then"
            case .hindsight: "with hindsight"
            }
        return manifest.options.redacted ? reading + ", names replaced by ids" : reading
    }

    private static func word(_ state: Verdict.State) -> String {
        switch state {
        case .green: "complete"
        case .amber: "not proven"
        case .red: "incomplete"
        }
    }
}
