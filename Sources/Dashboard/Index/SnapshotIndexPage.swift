import HubSpotModel
import Projections

/// The list of published snapshots: one row each, newest first, with links that are relative.
package struct SnapshotIndexPage: Sendable {
    private let snapshots: [(name: String, manifest: SnapshotManifest)]

    /// - Parameter snapshots: folder names with their manifests, in any order.
    package init(snapshots: [(name: String, manifest: SnapshotManifest)]) {
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
        body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid #8884}
        .number{text-align:right}
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
                        table
                    }
                }
            }
        }
    }

    private var table: Markup {
        tag("table") {
            tag("thead") {
                tag("tr") {
                    for name in ["As of", "Reading", "Completeness"] {
                        tag("th", ["scope": "col"]) { name }
                    }
                    tag("th", ["scope": "col", "class": "number"]) { "Log position" }
                }
            }
            tag("tbody") {
                for snapshot in snapshots {
                    tag("tr") {
                        tag("td") {
                            tag("a", ["href": "\(snapshot.name)/index.html"]) {
                                Self.time(snapshot.manifest.asOf)
                            }
                        }
                        tag("td") { Self.words(snapshot.manifest.reading) }
                        tag("td") { snapshot.manifest.verdict.state.rawValue }
                        tag("td", ["class": "number"]) { "\(snapshot.manifest.sequence)" }
                    }
                }
            }
        }
    }

    /// `2026-11-22 14:30 UTC`.
    private static func time(_ instant: String) -> String {
        "\(instant.prefix(10)) \(instant.dropFirst(11).prefix(5)) UTC"
    }

    private static func words(_ reading: SnapshotManifest.Reading) -> String {
        switch reading {
        case .head: "latest"
        case .asKnown: "as known then"
        case .hindsight: "with hindsight"
        }
    }
}
