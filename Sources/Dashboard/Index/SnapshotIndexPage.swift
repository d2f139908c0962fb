import HubSpotModel
import Projections

/// The list of published snapshots, newest first, and the comparison of any two of them.
///
/// One file beside the folders, with links that are relative; it asks for nothing. Without its
/// script the list stands, and under each figure what changed since the snapshot before.
package struct SnapshotIndexPage: Sendable {
    /// One folder with what it holds.
    package struct Entry: Sendable {
        let name: String
        let manifest: SnapshotManifest?
        let headline: SnapshotHeadline?

        /// - Parameters:
        ///   - manifest: nil where it cannot be read.
        ///   - headline: nil where the figures cannot be read.
        package init(name: String, manifest: SnapshotManifest?, headline: SnapshotHeadline?) {
            self.name = name
            self.manifest = manifest
            self.headline = manifest == nil ? nil : headline
        }
    }

    private let snapshots: [Entry]

    /// - Parameter snapshots: the folders, in any order.
    package init(snapshots: [Entry]) {
        self.snapshots = snapshots.sorted {
            ($0.manifest?.asOf ?? "", $0.name) > ($1.manifest?.asOf ?? "", $1.name)
        }
    }

    /// The page in full, UTF-8; equal snapshots give equal bytes.
    ///
    /// - Parameter sha256: The SHA-256 of bytes; its base64 form goes into the content policy.
    package func render(sha256: ([UInt8]) -> [UInt8]) throws -> String {
        let policy = ContentSecurityPolicy(
            style: IndexStylesheet.text, script: IndexScript.text, sha256: sha256)
        let comparison = try SnapshotComparison(snapshots)
        var output = "<!doctype html>\n"
        page(policy, comparison).render(into: &output)
        return output + "\n"
    }

    private func page(
        _ policy: ContentSecurityPolicy, _ comparison: SnapshotComparison
    ) -> Markup {
        tag("html", ["lang": "en"]) {
            tag("head") {
                tag("meta", ["charset": "utf-8"])
                policy
                tag("meta", ["name": "referrer", "content": "no-referrer"])
                tag(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                tag("meta", ["name": "color-scheme", "content": "light dark"])
                tag("meta", ["name": "robots", "content": "noindex"])
                tag("title") { "Dashboard snapshots" }
                tag("style") { Markup.verbatim(IndexStylesheet.text) }
                tag("script") { Markup.verbatim(IndexScript.text) }
            }
            tag("body") {
                tag("a", ["class": "skip", "href": "#list"]) { "Skip to the list" }
                header
                tag("main") {
                    comparison
                    list
                }
            }
        }
    }

    private var header: Markup {
        tag("header") {
            tag("div") {
                tag("h1") { "Dashboard snapshots" }
                tag("p", ["class": "so"]) { subtitle }
            }
            ThemeChoice()
        }
    }

    /// The portal, where all are of one, and how many there are.
    private var subtitle: String {
        let portals = Set(snapshots.compactMap { $0.headline?.portalId })
        let count =
            FigureFormat(currencyCode: "").count(snapshots.count) + " "
            + DateWords.plural(snapshots.count, "snapshot")
        guard portals.count == 1, let portal = portals.first else { return count }
        return "HubSpot portal \(portal) · \(count)"
    }

    private var list: Markup {
        tag("section", ["id": "list", "tabindex": "-1", "aria-labelledby": "all"]) {
            tag("h2", ["id": "all"]) { "All snapshots, newest first" }
            if snapshots.isEmpty {
                tag("p") { "No snapshot has been written yet." }
            } else {
                tag("p", ["class": "so"]) {
                    "Under each figure stands what changed since the snapshot before it."
                }
                SnapshotTable(snapshots: snapshots)
            }
        }
    }
}
