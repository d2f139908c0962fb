import HubSpotModel
import Projections

/// One row a snapshot: its figures, and under each what changed since the snapshot before.
struct SnapshotTable: Component {
    /// Newest first.
    let snapshots: [SnapshotIndexPage.Entry]

    var body: Markup {
        tag(
            "div",
            [
                "class": "card tw", "role": "region", "tabindex": "0",
                "aria-label": "Snapshots, newest first",
            ]
        ) {
            tag("table") {
                tag("thead") {
                    tag("tr") {
                        tag("th", ["scope": "col"]) { "As of" }
                        tag("td", ["class": "js"])
                        for figure in HeadlineFigure.listed {
                            tag("th", ["scope": "col", "class": "n"]) { figure.label }
                        }
                    }
                }
                tag("tbody") {
                    for (index, snapshot) in snapshots.enumerated() {
                        row(
                            snapshot,
                            before: snapshots[(index + 1)...].first(where: snapshot.follows))
                    }
                }
            }
        }
    }

    private func row(
        _ snapshot: SnapshotIndexPage.Entry, before: SnapshotIndexPage.Entry?
    ) -> Markup {
        tag("tr", ["data-name": snapshot.name]) {
            tag("th", ["scope": "row"]) {
                tag("a", ["href": snapshot.address]) { snapshot.time }
                tag("span", ["class": "tg js", "hidden": ""])
                tag("small") { snapshot.words }
                if let manifest = snapshot.manifest {
                    tag("small") {
                        tag("span", ["class": manifest.verdict.state.rawValue]) {
                            snapshot.verdict
                        }
                        ", log position "
                            + FigureFormat(currencyCode: "").count(manifest.sequence)
                    }
                }
            }
            tag("td", ["class": "js"]) {
                if snapshot.headline != nil {
                    tag("button", ["data-from": ""]) {
                        "Compare"
                        tag("span", ["class": "vh"]) { " from \(snapshot.time)" }
                    }
                }
            }
            if let headline = snapshot.headline {
                for figure in HeadlineFigure.listed {
                    cell(figure, headline, before: before?.headline)
                }
            } else {
                tag("td", ["colspan": "\(HeadlineFigure.listed.count)"]) {
                    "The figures of this folder cannot be read."
                }
            }
        }
    }

    private func cell(
        _ figure: HeadlineFigure, _ now: SnapshotHeadline, before: SnapshotHeadline?
    ) -> Markup {
        let format = FigureFormat(currencyCode: now.currencyCode)
        let value = figure.value(of: now)
        let change = before.flatMap { difference(value, figure.value(of: $0)) }
        return tag("td", ["class": "n"]) {
            switch figure.form {
            case .money: format.compactMoney(value)
            case .percent: format.percent(value)
            default: format.number(value, places: 0)
            }
            if let change {
                tag("small") { arrow(change) + magnitude(change.magnitude, figure, format) }
            }
        }
    }

    private func magnitude(
        _ change: DocumentNumber, _ figure: HeadlineFigure, _ format: FigureFormat
    ) -> String {
        switch figure.form {
        case .money: format.compactMoney(change)
        case .percent: format.points(change)
        default: format.number(change, places: 0)
        }
    }

    private func difference(_ now: DocumentNumber?, _ before: DocumentNumber?) -> DocumentNumber? {
        guard let left = now?.rounded(toPlaces: 4), let right = before?.rounded(toPlaces: 4)
        else { return nil }
        return DocumentNumber(units: left - right, scale: 4)
    }

    private func arrow(_ change: DocumentNumber) -> String {
        change == 0 ? "● " : change.isNegative ? "▼ " : "▲ "
    }
}
