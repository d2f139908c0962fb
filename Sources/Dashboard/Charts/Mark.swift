/// The marks of every plot: across in percent of its width, down in pixels.
///
/// Percentages let one drawing serve all widths without scaling its text.
enum Mark {
    /// A rectangle between two heights; nothing where they are equal.
    static func column(
        x: Double, width: Double, from start: Double, to end: Double, class name: String
    ) -> Markup {
        let height = abs(end - start)
        guard height > 0 else { return .empty }
        return tag(
            "rect",
            [
                "class": name, "x": percent(x), "width": percent(width),
                "y": pixels(min(start, end)), "height": pixels(max(height, 1)),
            ])
    }

    /// A horizontal line over the whole width.
    static func rule(y: Double, class name: String) -> Markup {
        tag("line", ["class": name, "x2": "100%", "y1": pixels(y), "y2": pixels(y)])
    }

    /// A horizontal line between two places.
    static func rule(y: Double, from start: Double, to end: Double, class name: String) -> Markup {
        tag(
            "line",
            [
                "class": name, "x1": percent(start), "x2": percent(end), "y1": pixels(y),
                "y2": pixels(y),
            ])
    }

    /// A vertical line between two heights.
    static func rule(x: Double, from top: Double, to bottom: Double, class name: String) -> Markup {
        tag(
            "line",
            [
                "class": name, "x1": percent(x), "x2": percent(x), "y1": pixels(top),
                "y2": pixels(bottom),
            ])
    }

    static func dot(
        x: Double, y: Double, radius: Double, class name: String? = nil
    ) -> Markup {
        tag(
            "circle",
            ["class": name, "cx": percent(x), "cy": pixels(y), "r": pixels(radius)])
    }

    /// A line through points: across in percent of the width, down in pixels of `height`.
    ///
    /// It is stretched to the plot, its strokes are not.
    static func line(
        _ points: [(x: Double, y: Double)], height: Double, class name: String
    ) -> Markup {
        stretched(
            "polyline", points.map { (x: $0.x * 10, y: $0.y) }, height: height, class: name)
    }

    /// The area between two lines that run over the same places.
    static func band(
        _ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)], height: Double,
        class name: String
    ) -> Markup {
        stretched(
            "polygon", (upper + lower.reversed()).map { (x: $0.x * 10, y: $0.y) }, height: height,
            class: name)
    }

    private static func stretched(
        _ shape: String, _ points: [(x: Double, y: Double)], height: Double, class name: String
    ) -> Markup {
        tag(
            "svg",
            [
                "class": "ln", "viewBox": "0 0 1000 \(pixels(height))",
                "preserveAspectRatio": "none", "width": "100%", "height": pixels(height),
            ]
        ) {
            tag(
                shape,
                [
                    "class": name,
                    // A thousandth of the width is less than can be seen.
                    "points": points.map { "\(pixels($0.x.rounded())),\(pixels($0.y))" }
                        .joined(separator: " "),
                ])
        }
    }

    /// Places to point at, one a band, side by side over the whole plot.
    ///
    /// What they stand for is said by the rows of the table beside the chart, in the same order.
    static func hits(_ bands: some Sequence<Int>, of count: Int, height: Double) -> Markup {
        tag(
            "svg",
            [
                "class": "hits", "viewBox": "0 0 \(count) 1", "preserveAspectRatio": "none",
                "width": "100%", "height": pixels(height),
            ]
        ) {
            for band in bands { tag("rect", ["class": "mk", "x": "\(band)"]) }
        }
    }

    /// Columns as one path of thick strokes, in units of a band across.
    static func columns(
        _ tops: [Double?], bottom: Double, height: Double, class name: String
    ) -> Markup {
        let path = tops.enumerated().compactMap { index, top in
            top.map { "M\(index) \(pixels(bottom))V\(pixels($0))" }
        }.joined()
        return tag(
            "svg",
            [
                "class": "dc", "viewBox": "-.5 0 \(tops.count) \(pixels(height))",
                "preserveAspectRatio": "none", "width": "100%", "height": pixels(height),
            ]
        ) {
            if !path.isEmpty { tag("path", ["class": name, "d": path]) }
        }
    }

    /// A place to point at, over the whole band.
    static func hit(_ x: BandScale, _ index: Int, height: Double) -> Markup {
        tag(
            "rect",
            [
                "class": "hit", "x": percent(x.step * Double(index)), "width": percent(x.step),
                "height": pixels(height),
            ])
    }

    static func label(_ text: String, x: Double, y: Double, class name: String) -> Markup {
        tag("text", ["class": name, "x": percent(x), "y": pixels(y)]) { text }
    }

    /// A label of the value axis, in the gutter that the style keeps left of the plot.
    static func tick(_ text: String, y: Double) -> Markup {
        tag("text", ["class": "tick", "y": pixels(y + 4)]) { text }
    }

    /// Marks that say what they stand for: to a screen reader, and in the tooltip; with a filter they
    /// open their deals.
    static func described(
        _ text: String, drill: Drill.Filter? = nil, by: String? = nil, count: Int = 0,
        @MarkupBuilder _ marks: () -> Markup
    ) -> Markup {
        tag(
            "g",
            [
                "class": "mk", "aria-label": text, "data-drill": drill?.rawValue,
                "data-by": drill == nil ? nil : by,
                "data-count": drill.map { _ in "\(count)" },
            ], children: marks)
    }

    /// A length with one decimal at most, so that pages do not change with the last bit.
    static func pixels(_ value: Double) -> String { decimal(value, factor: 10) }

    /// A share of the width with two decimals at most.
    static func percent(_ value: Double) -> String { decimal(value, factor: 100) + "%" }

    private static func decimal(_ value: Double, factor: Int) -> String {
        let units = Int((value * Double(factor)).rounded())
        let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt(factor))
        let sign = units < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        if factor == 10 { return "\(sign)\(whole).\(rest)" }
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(sign)\(whole).\(digits.hasSuffix("0") ? String(digits.prefix(1)) : digits)"
    }
}
