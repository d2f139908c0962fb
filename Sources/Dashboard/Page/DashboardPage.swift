package import Projections

/// The dashboard as one HTML file that needs nothing else: no network, no fonts, no server.
///
/// A pure function of the two documents, which it carries: the same two give the same bytes.
package struct DashboardPage: Sendable {
    /// Raised whenever equal documents may give other bytes.
    package static let rendererVersion = 1

    /// Days of the daily series that the page carries; `metrics.json` has all.
    static let dailyRowsDaysMax = 400

    private let context: PageContext

    package init(document: MetricsDocument, manifest: SnapshotManifest) {
        context = PageContext(document: document, manifest: manifest)
    }

    /// The page in full.
    ///
    /// - Parameter sha256: The SHA-256 of bytes, 32 bytes; its base64 form goes into the content
    ///   security policy.
    /// - Returns: HTML in UTF-8, ending in a line feed.
    package func render(sha256: ([UInt8]) -> [UInt8]) throws -> String {
        let policy = ContentSecurityPolicy(
            style: Stylesheet.text, script: Script.text, sha256: sha256)
        let embedded = try EmbeddedDocuments(context: context)
        var output = "<!doctype html>\n"
        output.reserveCapacity(1 << 19)
        page(policy: policy, embedded: embedded).render(into: &output)
        output += "\n"
        return output
    }

    private func page(policy: ContentSecurityPolicy, embedded: EmbeddedDocuments) -> Markup {
        tag("html", ["lang": "en", "data-period": PeriodKey.ytd.rawValue]) {
            tag("head") {
                tag("meta", ["charset": "utf-8"])
                policy
                tag("meta", ["name": "referrer", "content": "no-referrer"])
                tag(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                tag("meta", ["name": "color-scheme", "content": "light dark"])
                tag("meta", ["name": "robots", "content": "noindex"])
                tag("title") { "Sales dashboard · portal \(context.document.portal.portalId)" }
                tag("style") { Markup.verbatim(Stylesheet.text) }
                tag("script") { Markup.verbatim(Script.text) }
            }
            tag("body") {
                tag("a", ["class": "skip", "href": "#main"]) { "Skip to the figures" }
                Patterns()
                PageHeader(context: context)
                FilterBar(context: context)
                tag("div", ["class": "frame"]) {
                    SectionRail()
                    tag("main", ["id": "main", "tabindex": "-1"]) { sections }
                }
                PageFooter(context: context)
                Dialogs()
                embedded
            }
        }
    }

    private var sections: Markup { .group(SectionKey.allCases.map { section($0) }) }

    @MarkupBuilder
    private func section(_ key: SectionKey) -> Markup {
        let document = context.document
        switch key {
        case .executive: ExecutiveSection(context: context)
        case .leads:
            if let leads = document.leads {
                LeadsSection(context: context, leads: leads)
            } else {
                PendingSection(key: key, context: context)
            }
        case .funnel:
            if let leads = document.leads {
                FunnelSection(context: context, leads: leads)
            } else {
                PendingSection(key: key, context: context)
            }
        case .target:
            if let target = document.target {
                TargetSection(context: context, target: target)
            } else {
                PendingSection(key: key, context: context)
            }
        case .pipeline: PipelineSection(context: context)
        case .activity: ActivitySection(context: context)
        case .contacts:
            if let contacts = document.contacts {
                ContactsSection(context: context, contacts: contacts)
            } else {
                PendingSection(key: key, context: context)
            }
        case .insights:
            if let insights = document.insights {
                InsightsSection(context: context, insights: insights)
            } else {
                PendingSection(key: key, context: context)
            }
        }
    }
}
