/// The two dialogs that the script fills and opens: records behind a figure, and help.
struct Dialogs: Component {
    var body: Markup {
        tag("dialog", ["id": "drill", "aria-labelledby": "drill-h"]) {
            tag("div", ["class": "dh"]) {
                tag("h2", ["id": "drill-h"])
                close
            }
            tag("p", ["id": "drill-sum", "class": "so"])
            tag("div", ["id": "drill-body"])
        }
        tag("dialog", ["id": "help", "aria-labelledby": "help-h"]) {
            tag("div", ["class": "dh"]) {
                tag("h2", ["id": "help-h"]) { "Keyboard" }
                close
            }
            tag("dl", ["class": "org"]) {
                for (keys, meaning) in Self.shortcuts {
                    tag("div") {
                        tag("dt") { tag("kbd") { keys } }
                        tag("dd") { meaning }
                    }
                }
            }
            tag("label", ["class": "chk"]) {
                tag("input", ["type": "checkbox", "id": "keys", "checked": ""])
                " Shortcuts of a single key are on"
            }
        }
        tag("div", ["popover": "", "id": "pop", "class": "pop"])
        tag("div", ["id": "tip", "role": "tooltip", "hidden": ""])
    }

    private static let shortcuts = [
        ("1 – 6", "Choose a period"), ("[ and ]", "Previous and next section"),
        ("/", "Search the next table"), ("?", "This help"), ("Arrows", "Move within a chart"),
        ("Esc", "Close"),
    ]

    private var close: Markup {
        tag("button", ["class": "x", "aria-label": "Close"]) { "×" }
    }
}
