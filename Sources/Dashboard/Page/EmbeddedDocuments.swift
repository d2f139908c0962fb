import Projections

/// Both documents inside the page, as JSON that no text of the portal can leave.
///
/// The metrics are `RepeatedText` of `PackedJSON`, without the rows of days.
struct EmbeddedDocuments: Component {
    private let metrics: String
    private let manifest: String
    private let currency: String

    init(context: PageContext) throws {
        var document = context.document
        // Drawn already, and read by nothing: `metrics.json` has them.
        document.activities.byDay.rows = []
        document.timeSeries?.daily = []
        var bare = context.manifest
        bare.files = ByName([])
        let encoder = DocumentEncoder(for: .htmlScript)
        currency = CurrencySymbol.prefix(for: document.portal.companyCurrency)
        metrics = RepeatedText.written(PackedJSON.packed(try encoder.encode(document)))
        manifest = try encoder.string(bare)
    }

    var body: Markup {
        tag(
            "script",
            ["type": "text/plain", "id": "metrics", "data-currency": currency]
        ) { Markup.verbatim(metrics) }
        tag("script", ["type": "application/json", "id": "manifest"]) { Markup.verbatim(manifest) }
    }

    /// The two documents of a page as plain JSON; nil where the text is no page of this renderer.
    static func read(in page: String) -> (metrics: [UInt8], manifest: [UInt8])? {
        guard let written = script("metrics", of: "text/plain", in: page),
            let manifest = script("manifest", of: "application/json", in: page),
            let packed = RepeatedText.read(String(written))
        else { return nil }
        return (PackedJSON.unpacked(Array(packed.utf8)), Array(manifest.utf8))
    }

    /// The content of the data script with an id.
    private static func script(_ id: String, of type: String, in page: String) -> Substring? {
        for type in [type, "\"\(type)\""] {
            guard let start = page.firstRange(of: "<script type=\(type) id=\(id)"),
                let content = page[start.upperBound...].firstIndex(of: ">"),
                let end = page[content...].firstRange(of: "</script>")
            else { continue }
            return page[page.index(after: content)..<end.lowerBound]
        }
        return nil
    }
}
