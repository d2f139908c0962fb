/// A row of small figures with their names, in one card.
struct StatStrip: Component {
    struct Stat: Sendable {
        let label: String
        var term: GlossaryTerm?
        let figure: Markup
        var note: Markup?

        init(
            _ label: String, _ term: GlossaryTerm? = nil, figure: some Component,
            note: (any Component)? = nil
        ) {
            self.label = label
            self.term = term
            self.figure = figure.body
            self.note = note?.body
        }
    }

    let stats: [Stat]

    var body: Markup {
        tag("dl", ["class": "stats"]) {
            for stat in stats {
                tag("div") {
                    tag("dt") {
                        stat.label
                        if let term = stat.term { InfoButton(term) }
                    }
                    tag("dd") {
                        tag("b") { stat.figure }
                        if let note = stat.note { tag("span", ["class": "so"]) { note } }
                    }
                }
            }
        }
    }
}

/// Parts of a line, one after another.
struct Line: Component {
    let body: Markup

    init(@MarkupBuilder _ parts: () -> Markup) { body = parts() }
}
