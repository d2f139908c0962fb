package import Projections

/// The dashboard as one HTML file that needs nothing else: no network, no fonts, no server.
///
/// A pure function of the two documents, which it carries: the same two give the same bytes.
package struct DashboardPage: Sendable {
    /// Raised whenever equal documents may give other bytes.
    package static let rendererVersion = 2

    private let context: PageContext

    /// A manifest that says so has the names replaced by ids; a document redacted before stays.
    package init(document: MetricsDocument, manifest: SnapshotManifest) {
        context = PageContext(
            document: manifest.options.redacted ? document.redacted : document, manifest: manifest)
    }

    /// The two documents that a page carries, as plain JSON; nil where the text is no page.
    package static func documents(in page: String) -> (metrics: [UInt8], manifest: [UInt8])? {
        EmbeddedDocuments.read(in: page)
    }

    /// The page in full.
    ///
    /// - Parameter sha256: The SHA-256 of bytes, 32 bytes; its base64 form goes into the content
    ///   security policy.
    /// - Returns: HTML in UTF-8, ending in a line feed.
    package func render(sha256: ([UInt8]) -> [UInt8]) throws -> String {
        let style = Stylesheet.text + PrintFooter(context: context).rule
        let policy = ContentSecurityPolicy(
            style: style, script: Script.text, sha256: sha256)
        let embedded = try EmbeddedDocuments(context: context)
        var output = "<!doctype html>\n"
        output.reserveCapacity(1 << 19)
        let content = content
        let periods = try EmbeddedPeriods(of: content)
        page(policy: policy, style: style, content: content, periods: periods, embedded: embedded)
            .render(into: &output)
        output += "\n"
        return output
    }

    private func page(
        policy: ContentSecurityPolicy, style: String, content: Markup, periods: EmbeddedPeriods,
        embedded: EmbeddedDocuments
    ) -> Markup {
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
                tag("style") { Markup.verbatim(style) }
                tag("script") { Markup.verbatim(Script.text) }
            }
            tag("body") {
                content
                periods
                embedded
            }
        }
    }

    /// Every part that differs by period, in the order of the page, drawn for each of the six.
    var parts: [[String]] {
        var slots: [(element: String, contents: ByPeriod<Markup>)] = []
        content.collectPeriods(into: &slots)
        return slots.map { slot in
            PeriodKey.allCases.map { period in
                var text = ""
                let part = Markup.variant(slot.element, slot.contents, of: period)
                for node in part.normalized(for: period) { node.render(into: &text) }
                return text
            }
        }
    }

    /// What the reader sees.
    @MarkupBuilder
    var content: Markup {
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
    }

    private var sections: Markup { .group(SectionKey.allCases.map { section($0) }) }

    private func section(_ key: SectionKey) -> Markup {
        let isMissing = NotSynced(for: key, in: context.document) != nil
        return (isMissing ? nil : filled(key)) ?? PendingSection(key: key, context: context).body
    }

    /// nil where the document carries no figures for the section.
    private func filled(_ key: SectionKey) -> Markup? {
        let document = context.document
        switch key {
        case .executive: return ExecutiveSection(context: context).body
        case .leads:
            return document.leads.map { LeadsSection(context: context, leads: $0).body }
        case .funnel:
            return document.leads.map { FunnelSection(context: context, leads: $0).body }
        case .target:
            return document.target.map { TargetSection(context: context, target: $0).body }
        case .pipeline: return PipelineSection(context: context).body
        case .activity: return ActivitySection(context: context).body
        case .contacts:
            return document.contacts.map { ContactsSection(context: context, contacts: $0).body }
        case .insights:
            return document.insights.map { InsightsSection(context: context, insights: $0).body }
        }
    }
}
