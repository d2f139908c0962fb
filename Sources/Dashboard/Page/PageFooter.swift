import HubSpotModel
import Projections

/// Definitions, data quality, provenance, and the help for keys.
struct PageFooter: Component {
    let context: PageContext

    private var manifest: SnapshotManifest { context.manifest }

    var body: Markup {
        tag("footer", ["class": "foot", "id": "about"]) {
            tag("div", ["class": "in"]) {
                tag("h2") { "About these numbers" }
                tag("div", ["class": "cols"]) {
                    tag("section", ["id": "quality", "aria-labelledby": "quality-h"]) {
                        tag("h3", ["id": "quality-h"]) { "Data quality" }
                        DataQualityNotes(context: context)
                        completeness
                    }
                    tag("section", ["aria-labelledby": "origin-h"]) {
                        tag("h3", ["id": "origin-h"]) { "Where they come from" }
                        origin
                    }
                }
                tag("h3", ["id": "glossary"]) { "Definitions" }
                tag("dl", ["class": "gl"]) {
                    for term in GlossaryTerm.allCases {
                        tag("div", ["id": "g-\(term.rawValue)"]) {
                            tag("dt") { term.title }
                            tag("dd") {
                                term.definition + " "
                                tag("i") { "\(term.source)" }
                            }
                        }
                    }
                }
                tag("p", ["class": "so"]) {
                    "This page holds sales data and opens without a network: share it as you "
                        + "would share the CRM."
                }
            }
        }
    }

    private var completeness: Markup {
        let rows = manifest.types.entries
        return Line {
            tag("h4") {
                manifest.reading == .head
                    ? "Completeness" : "Completeness of the log when this page was made"
            }
            if manifest.verdict.reasons.isEmpty {
                tag("p") {
                    manifest.verdict.state == .green
                        ? "Every object type was compared with HubSpot’s own totals and is complete."
                        : "No reason was recorded."
                }
            } else {
                tag("ul", ["class": "say"]) {
                    for reason in manifest.verdict.reasons { tag("li") { PortalText(reason) } }
                }
            }
            if !rows.isEmpty {
                tag("table", ["class": "mini"]) {
                    tag("caption", ["class": "vh"]) { "Records and completeness by object type" }
                    tag("thead") {
                        tag("tr") {
                            for (label, style) in [
                                ("Type", nil), ("Records", "n"), ("State", nil),
                                ("Index lag, s", "n"),
                            ] {
                                tag("th", ["scope": "col", "class": style]) { label }
                            }
                        }
                    }
                    tag("tbody") {
                        for (name, state) in rows {
                            tag("tr") {
                                tag("th", ["scope": "row"]) { PortalText(name) }
                                tag("td", ["class": "n"]) { context.format.count(state.records) }
                                tag("td") { word(state.verdict.state.rawValue) }
                                tag("td", ["class": "n"]) {
                                    context.format.count(state.indexLagSeconds)
                                }
                            }
                        }
                    }
                }
            }
        }.body
    }

    private func word(_ state: String) -> String {
        switch state {
        case "green": "complete"
        case "amber": "not proven"
        default: "incomplete"
        }
    }

    private var origin: Markup {
        let depth = manifest.depth
        let rows: [(String, String)] = [
            ("Made by", manifest.program),
            ("Ledger", manifest.ledgerId),
            ("Log position", context.format.count(manifest.sequence)),
            ("Checksum", manifest.logHash ?? "none"),
            (
                "Observed since",
                depth.exactSince == nil ? "–" : context.day(ofInstant: depth.exactSince)
            ),
            (
                "HubSpot’s history since",
                depth.reconstructedSince == nil
                    ? "–" : context.day(ofInstant: depth.reconstructedSince)
            ),
            ("Time zone", context.document.portal.timeZone),
            ("Document schema", "\(context.document.schemaVersion)"),
            ("Page format", "\(manifest.rendererVersion)"),
        ]
        return tag("dl", ["class": "org"]) {
            for (name, value) in rows {
                tag("div") {
                    tag("dt") { name }
                    tag("dd") { PortalText(value) }
                }
            }
        }
    }
}
