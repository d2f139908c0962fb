import Projections

/// Leads to the explanation of a term; the script shows it on the spot.
struct InfoButton: Component {
    let term: GlossaryTerm

    init(_ term: GlossaryTerm) { self.term = term }

    var body: Markup {
        tag(
            "a",
            ["class": "i", "href": "#g-\(term.rawValue)", "aria-label": "About \(term.title)"]
        ) { "?" }
    }
}
