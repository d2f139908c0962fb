/// A bar in a line of text or a cell: a share of its place, drawn from the left.
struct Bar: Component {
    /// 0...1; more is drawn full.
    let share: Double
    /// Roles of colour; `t` adds the tick of a target.
    var style = ""

    /// The share of the width at which a target stands in a bullet bar.
    static let targetShare = 0.8

    init(share: Double, style: String = "") {
        self.share = share
        self.style = style
    }

    /// A bullet bar: `attainment` 1 reaches the tick.
    init(attainment: Double) {
        self.init(share: attainment * Self.targetShare, style: "t q")
    }

    var body: Markup {
        tag("svg", ["class": style.isEmpty ? "b" : "b \(style)"]) {
            if share > 0 {
                // A thousandth of the width is less than can be seen.
                tag("rect", ["width": Mark.percent((min(share, 1) * 1000).rounded() / 10)])
            }
        }
    }
}
