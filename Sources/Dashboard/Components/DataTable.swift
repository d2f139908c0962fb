import Projections

/// Rows of the document as a table; the script sorts, searches and exports it.
struct DataTable: Component {
    struct Column: Sendable {
        let label: String
        /// The key in the row of the document, for sorting and export.
        let field: String
        var isNumeric = true
        var term: GlossaryTerm?
        /// A second line under the label, such as a target.
        var note: String?
        /// The records that every figure of the column opens.
        var drill: Drill.Filter?
        /// The fields that those share with the row; `month` and `interval` are its dates.
        var by: String?

        static func text(_ label: String, _ field: String) -> Self {
            Column(label: label, field: field, isNumeric: false)
        }

        static func number(
            _ label: String, _ field: String, _ term: GlossaryTerm? = nil,
            opens drill: Drill.Filter? = nil, by: String? = nil
        ) -> Self {
            Column(label: label, field: field, term: term, drill: drill, by: by)
        }

        /// What the script makes buttons of the column's figures with.
        fileprivate var opens: String? {
            drill.map { by == nil ? $0.rawValue : "\($0.rawValue) \(by ?? "")" }
        }
    }

    struct Row: Sendable {
        let cells: [Markup]
        var extraClass: String?
    }

    /// The part of the file name that tells tables of a section apart.
    let name: String
    let section: SectionKey
    let caption: String
    /// Where in the document the rows stand: an array, or an object whose members are the rows; nil
    /// where the cells are all there is.
    let path: String?
    /// The keys of the rows where `path` is an object.
    var keys: [String] = []
    let columns: [Column]
    let rows: [Row]
    var totals: [Markup]?
    /// Whether many rows stand close together.
    var isDense = false

    var body: Markup {
        tag("div", ["class": "tw", "role": "region", "tabindex": "0", "aria-label": caption]) {
            tag(
                "table",
                [
                    "class": isDense ? "dn" : nil, "data-rows": path,
                    "data-name": "\(section.rawValue)-\(name)",
                    "data-keys": keys.isEmpty ? nil : keys.joined(separator: ","),
                ]
            ) {
                tag("caption", ["class": "vh"]) { caption }
                tag("thead") { tag("tr") { for column in columns { head(column) } } }
                tag("tbody") { for row in rows { line(row) } }
                if let totals { tag("tfoot") { line(Row(cells: totals)) } }
            }
        }
    }

    private func head(_ column: Column) -> Markup {
        tag(
            "th",
            [
                "scope": "col", "class": column.isNumeric ? "n" : nil,
                "data-field": column.field, "data-opens": column.opens,
            ]
        ) {
            tag("span") { column.label }
            if let note = column.note { tag("small") { note } }
            if let term = column.term { InfoButton(term) }
        }
    }

    private func line(_ row: Row) -> Markup {
        tag("tr", ["class": row.extraClass]) {
            for (index, cell) in row.cells.enumerated() {
                if index == 0 {
                    tag("th", ["scope": "row"]) { cell }
                } else {
                    tag("td", ["class": columns[index].isNumeric ? nil : "t"]) { cell }
                }
            }
        }
    }
}
