import Projections

/// One figure of the document as text, with the path it came from.
///
/// The path is dotted: keys of objects and positions in arrays. It stands in the page before a
/// colon and the form, so that a test can compare what is shown with the document.
struct Figure: Component {
    /// How the value is written; the raw value is a stored name, read by the script and the tests.
    enum Form: String, Sendable {
        case money = "m"
        case compactMoney = "k"
        case count = "n"
        case percent = "p"
        case days = "d"
        case factor = "x"
        case decimal = "f"
        /// With two decimals at most.
        case volume = "v"
        case text = "t"
        case date = "a"
    }

    let text: String
    let path: String
    let form: Form
    /// The exact value behind a rounded text.
    var exact: String?
    /// Why there is none.
    var absence: String?

    var isMissing: Bool { text == FigureFormat.missing }

    var body: Markup {
        let hint = isMissing ? absence : (exact == text ? nil : exact)
        tag(
            "span",
            [
                "class": isMissing ? "nil" : nil, "data-metric": "\(path):\(form.rawValue)",
                "title": hint,
            ]
        ) {
            text
            if isMissing, let absence { tag("span", ["class": "vh"]) { " (\(absence))" } }
        }
    }
}

/// Makes the figures of one part of the document.
struct FigureSource: Sendable {
    let format: FigureFormat
    /// The path of the part, without a dot at its end.
    ///
    /// Empty for figures inside an element with `data-in`, whose path goes before theirs; a `*` in
    /// it stands for the period of the block.
    let path: String

    static func relative(_ format: FigureFormat) -> Self { .init(format: format, path: "") }

    func money(_ value: DocumentNumber?, _ key: String, absence: String? = nil) -> Figure {
        Figure(
            text: format.money(value), path: full(key), form: .money, exact: nil, absence: absence)
    }

    func compact(_ value: DocumentNumber?, _ key: String, absence: String? = nil) -> Figure {
        Figure(
            text: format.compactMoney(value), path: full(key), form: .compactMoney,
            exact: format.money(value), absence: absence)
    }

    func count(_ value: Int?, _ key: String, absence: String? = nil) -> Figure {
        Figure(text: format.count(value), path: full(key), form: .count, absence: absence)
    }

    func percent(_ value: DocumentNumber?, _ key: String, absence: String? = nil) -> Figure {
        Figure(text: format.percent(value), path: full(key), form: .percent, absence: absence)
    }

    func days(_ value: DocumentNumber?, _ key: String, absence: String? = nil) -> Figure {
        Figure(text: format.days(value), path: full(key), form: .days, absence: absence)
    }

    func factor(_ value: DocumentNumber?, _ key: String, absence: String? = nil) -> Figure {
        Figure(text: format.factor(value), path: full(key), form: .factor, absence: absence)
    }

    /// A required volume or a mean: two decimals at most.
    func volume(_ value: DocumentNumber?, _ key: String, absence: String? = nil) -> Figure {
        Figure(
            text: format.number(value, places: 2), path: full(key), form: .volume,
            absence: absence)
    }

    private func full(_ key: String) -> String { path + "." + key }
}
