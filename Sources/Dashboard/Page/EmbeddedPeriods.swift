import Projections

/// The parts that differ by period, for the five periods that the page does not show at first.
///
/// As `RepeatedText` of JSON: one array a part, in the order of the document; in it one patch a period, in their order.
struct EmbeddedPeriods: Component {
    private let text: String

    init(of page: Markup) throws {
        var slots: [(element: String, contents: ByPeriod<Markup>)] = []
        page.collectPeriods(into: &slots)
        let patches = slots.map { PeriodPatch.patches(of: $0.element, $0.contents) }
        text = RepeatedText.written(try DocumentEncoder(for: .htmlScript).string(patches))
    }

    var body: Markup {
        tag("script", ["type": "text/plain", "id": "periods-data"]) { Markup.verbatim(text) }
    }
}
