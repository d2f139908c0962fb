/// The choice of the theme, remembered under the name that the dashboard uses as well.
struct ThemeChoice: Component {
    var body: Markup {
        tag("fieldset", ["class": "seg js", "id": "theme"]) {
            tag("legend", ["class": "vh"]) { "Theme" }
            for (value, label) in [("auto", "Auto"), ("light", "Light"), ("dark", "Dark")] {
                tag("label") {
                    tag(
                        "input",
                        [
                            "type": "radio", "name": "theme", "value": value,
                            "checked": value == "auto" ? "" : nil,
                        ])
                    tag("span") { label }
                }
            }
        }
    }
}
