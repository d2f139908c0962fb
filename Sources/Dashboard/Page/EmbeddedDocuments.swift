import HubSpotModel
import Projections

/// Both documents inside the page, as JSON that no text of the portal can leave.
struct EmbeddedDocuments: Component {
    private let metrics: String
    private let manifest: String
    private let currency: String

    init(context: PageContext) throws {
        var document = context.document
        if let series = document.timeSeries {
            let first = context.today.adding(days: 1 - DashboardPage.dailyRowsDaysMax).description
            document.timeSeries?.daily = series.daily.filter {
                !$0.date.utf8.lexicographicallyPrecedes(first.utf8)
            }
        }
        var bare = context.manifest
        bare.files = ByName([])
        let encoder = DocumentEncoder(for: .htmlScript)
        currency = CurrencySymbol.prefix(for: document.portal.companyCurrency)
        metrics = try encoder.string(document)
        manifest = try encoder.string(bare)
    }

    var body: Markup {
        tag(
            "script",
            ["type": "application/json", "id": "metrics", "data-currency": currency]
        ) { Markup.verbatim(metrics) }
        tag("script", ["type": "application/json", "id": "manifest"]) { Markup.verbatim(manifest) }
    }
}
