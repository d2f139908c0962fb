/// Twelve months as a line without axes; the running month is dotted.
///
/// Decoration: the card's text says what it shows.
struct Sparkline: Component {
    let values: [Double]

    /// nil when there is nothing to draw.
    init?(_ values: [Double]) {
        guard values.count > 2, values.contains(where: { $0 != 0 }) else { return nil }
        self.values = values
    }

    var body: Markup {
        let y = LinearScale(
            domain: min(0, values.min() ?? 0)...(values.max() ?? 1), from: 26, to: 3)
        let x = LinearScale(domain: 0...Double(values.count - 1), from: 0, to: 100)
        let points = values.enumerated().map { index, value in
            Mark.pixels(x(Double(index))) + "," + Mark.pixels(y(value))
        }
        tag("svg", ["class": "spark", "height": "30", "aria-hidden": "true"]) {
            tag("svg", ["viewBox": "0 0 100 30", "preserveAspectRatio": "none", "width": "97%"]) {
                tag("polyline", ["points": points.dropLast().joined(separator: " ")])
                tag(
                    "polyline",
                    ["class": "now", "points": points.suffix(2).joined(separator: " ")])
            }
            tag(
                "circle",
                ["cx": "97%", "cy": Mark.pixels(y(values.last ?? 0)), "r": "2.5"])
        }
    }
}
