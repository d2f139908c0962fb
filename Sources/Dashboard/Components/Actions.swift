/// What can be done with the table above; shown only where the script runs.
struct Actions: Component {
    var csv = true

    var body: Markup {
        tag("p", ["class": "act"]) {
            if csv { tag("button", ["class": "csv"]) { "CSV" } }
        }
    }
}
