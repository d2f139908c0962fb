/// What stands where there is nothing to show: a sentence with its cause.
struct EmptyState: Component {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    var body: Markup { tag("p", ["class": "none"]) { sentence } }
}
