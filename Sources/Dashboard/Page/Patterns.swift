/// The hatches that stand beside colour, for bad, unfinished and greyscale.
struct Patterns: Component {
    var body: Markup {
        tag("svg", ["class": "defs", "width": "0", "height": "0", "aria-hidden": "true"]) {
            tag("defs") {
                hatch("hatch", "45")
                hatch("sofar", "-45")
            }
        }
    }

    private func hatch(_ id: String, _ angle: String) -> Markup {
        tag(
            "pattern",
            [
                "id": id, "class": id, "width": "6", "height": "6",
                "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(\(angle))",
            ]
        ) {
            tag("rect", ["width": "6", "height": "6", "class": "ground"])
            tag("rect", ["width": "2.5", "height": "6", "class": "stroke"])
        }
    }
}
