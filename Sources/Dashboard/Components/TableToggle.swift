/// The same numbers as the chart above it, behind a switch that needs no script.
struct TableToggle: Component {
    let table: DataTable

    var body: Markup {
        tag("details", ["class": "tb"]) {
            tag("summary") { "Table" }
            table
            Actions()
        }
    }
}
