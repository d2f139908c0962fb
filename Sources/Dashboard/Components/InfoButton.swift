/// Opens the explanation of a term; works without the script.
struct InfoButton: Component {
    let term: GlossaryTerm

    init(_ term: GlossaryTerm) { self.term = term }

    var body: Markup {
        tag(
            "button",
            [
                "type": "button", "class": "i", "popovertarget": "i-\(term.rawValue)",
                "aria-label": "About \(term.title)",
            ]
        ) { "?" }
    }
}
