/// The drawing of a chart: as wide as its place, of a fixed height.
struct Plot: Component {
    /// Unique on the page.
    let id: String
    /// The id of the headline that names the drawing.
    let labelledBy: String
    /// The finding, the range and the extremes, in a sentence.
    let description: String
    let height: Double
    /// Whether marks inside can be visited one by one.
    var isInteractive = false
    var extraClass = ""
    /// The columns of the table beside the chart whose cells say what a mark stands for; needed
    /// where the marks carry no words of their own.
    var told: [Int]?
    /// Columns of tables whose figures open what the marks stand for, row by row: `table.column`.
    var openers: [String] = []
    let content: Markup

    var body: Markup {
        tag(
            "svg",
            [
                "class": extraClass.isEmpty ? "plot" : "plot \(extraClass)",
                "height": Mark.pixels(height), "role": isInteractive ? "group" : "img",
                "aria-labelledby": labelledBy, "aria-describedby": "\(id)-d",
                "data-told": told.map { $0.map(String.init).joined(separator: " ") },
                "data-openers": openers.isEmpty ? nil : openers.joined(separator: " "),
            ]
        ) {
            tag("desc", ["id": "\(id)-d"]) { description }
            content
        }
    }
}
