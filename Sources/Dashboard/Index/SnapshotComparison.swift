import HubSpotModel
import Projections

/// Two snapshots side by side, chosen by the reader; the script fills it in.
///
/// It stands only where there are two to compare. All texts of figures are written here; the script
/// subtracts whole numbers and writes the differences by the rule of ``FigureFormat``.
struct SnapshotComparison: Component {
    private let snapshots: [SnapshotIndexPage.Entry]
    private let data: String

    /// - Parameter snapshots: newest first.
    init(_ snapshots: [SnapshotIndexPage.Entry]) throws {
        self.snapshots = snapshots
        data = try DocumentEncoder(for: .htmlScript).string(snapshots.compactMap(Side.init))
    }

    private var isPossible: Bool { snapshots.count { $0.headline != nil } > 1 }

    @MarkupBuilder var body: Markup {
        if isPossible {
            tag("section", ["id": "compare", "class": "js", "aria-labelledby": "finding"]) {
                tag("p", ["class": "eb"]) {
                    tag("b") { "Compare two" }
                    tag("span") { "What changed between them?" }
                }
                tag("h2", ["id": "finding", "tabindex": "-1"])
                choice
                tag("ul", ["id": "notes"])
                tag(
                    "div",
                    [
                        "class": "card tw", "role": "region", "tabindex": "0",
                        "aria-label": "Comparison of two snapshots",
                    ]
                ) { table }
                tag("p", ["id": "said", "class": "vh", "role": "status"])
            }
            tag("script", ["type": "application/json", "id": "data"]) { Markup.verbatim(data) }
        }
    }

    private var choice: Markup {
        tag("div", ["class": "pick"]) {
            select("from", "From")
            tag("button", ["id": "swap"]) {
                tag("span", ["aria-hidden": "true"]) { "⇄ " }
                "Swap"
            }
            select("to", "To")
        }
    }

    private func select(_ id: String, _ label: String) -> Markup {
        tag("label") {
            tag("span", ["class": "so"]) { label }
            tag("select", ["id": id]) {
                for snapshot in snapshots {
                    tag(
                        "option",
                        [
                            "value": snapshot.name,
                            "disabled": snapshot.headline == nil ? "" : nil,
                        ]
                    ) {
                        snapshot.time + " · "
                            + (snapshot.headline == nil ? "cannot be read" : snapshot.words)
                    }
                }
            }
        }
    }

    /// Roles are said again for widths at which a row is laid out as a grid.
    private var table: Markup {
        tag("table", ["class": "two", "role": "table"]) {
            tag("thead", ["role": "rowgroup"]) {
                tag("tr", ["role": "row"]) {
                    heading { "Figure" }
                    for side in ["from", "to"] {
                        heading {
                            tag("a", ["id": "\(side)-page"])
                            tag("small", ["id": "\(side)-words"])
                        }
                    }
                    heading { "Change" }
                }
            }
            tag("tbody", ["role": "rowgroup"]) {
                for figure in HeadlineFigure.allCases {
                    tag(
                        "tr",
                        [
                            "role": "row", "data-form": figure.form.rawValue,
                            "data-good": figure.isMoreGood ? "" : nil,
                        ]
                    ) {
                        tag("th", ["scope": "row", "role": "rowheader"]) { figure.label }
                        for name in ["a", "b", "d"] {
                            tag("td", ["role": "cell", "class": "n \(name)"])
                        }
                    }
                }
            }
        }
    }

    private func heading(@MarkupBuilder _ content: () -> Markup) -> Markup {
        tag("th", ["scope": "col", "role": "columnheader"], children: content)
    }

    /// What the script knows of one snapshot.
    private struct Side: Encodable {
        let name: String
        let page: String
        let time: String
        let words: String
        let verdict: String
        let isComplete: Bool
        let asOf: String
        let sequence: Int
        let position: String
        let ledger: String
        let isHindsight: Bool
        let currency: String
        let prefix: String
        let year: String
        /// The texts of the figures, in the order of ``HeadlineFigure``.
        let texts: [String]
        /// Their whole steps, as digits; empty where there is none.
        let steps: [String]

        init?(_ entry: SnapshotIndexPage.Entry) {
            guard let manifest = entry.manifest, let headline = entry.headline else { return nil }
            name = entry.name
            page = entry.address
            time = entry.time
            words = entry.words
            verdict = entry.verdict
            isComplete = manifest.verdict.state == .green
            asOf = manifest.asOf
            sequence = manifest.sequence
            position = FigureFormat(currencyCode: "").count(manifest.sequence)
            ledger = manifest.ledgerId
            isHindsight = manifest.reading == .hindsight
            currency = headline.currencyCode
            prefix = CurrencySymbol.prefix(for: headline.currencyCode)
            year = headline.yearStart ?? ""
            texts = HeadlineFigure.allCases.map { $0.text(of: headline) }
            steps = HeadlineFigure.allCases.map { $0.steps(of: headline)?.description ?? "" }
        }
    }
}
