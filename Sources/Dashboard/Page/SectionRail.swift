/// The eight sections as links; the script marks the one in view.
struct SectionRail: Component {
    var body: Markup {
        tag("nav", ["class": "rail", "aria-label": "Sections"]) {
            tag("ol") {
                for key in SectionKey.allCases {
                    tag("li") { tag("a", ["href": "#\(key.rawValue)"]) { key.title } }
                }
            }
        }
    }
}
