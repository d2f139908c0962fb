import Projections

/// A row of small figures with their names, in one card.
struct StatStrip: Component {
    struct Stat: Sendable {
        let label: String
        let term: GlossaryTerm?
        let content: Markup

        /// A figure that does not follow the filter.
        init(
            _ label: String, _ term: GlossaryTerm? = nil, figure: some Component,
            note: (any Component)? = nil
        ) {
            self.label = label
            self.term = term
            content = Self.content(figure, note)
        }

        /// A figure, and perhaps a note, for each period.
        init(
            _ label: String, _ term: GlossaryTerm? = nil,
            perPeriod: (PeriodKey) -> (figure: Line, note: Line?)
        ) {
            self.label = label
            self.term = term
            content =
                PerPeriod { period in
                    let (figure, note) = perPeriod(period)
                    Self.content(figure, note)
                }.body
        }

        private static func content(_ figure: some Component, _ note: (any Component)?) -> Markup {
            let note = note.map { $0.body }
            return Line {
                tag("b") { figure }
                if let note { tag("span", ["class": "so"]) { note } }
            }.body
        }
    }

    /// The path before the relative paths of the figures.
    var path: String?
    let stats: [Stat]

    /// Many figures stand in rows of four, some in rows of three where there is less room.
    private var columns: String { stats.count > 6 ? " s4" : stats.count > 4 ? " s3" : "" }

    var body: Markup {
        tag("dl", ["class": "stats\(columns)", "data-in": path]) {
            for stat in stats {
                tag("div") {
                    tag("dt") {
                        stat.term == nil ? stat.label : stat.label + "\u{A0}"
                        if let term = stat.term { InfoButton(term) }
                    }
                    tag("dd") { stat.content }
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
