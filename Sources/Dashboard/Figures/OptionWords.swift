/// A value of one of HubSpot's lists of options, as words: `ATTEMPTED_TO_CONTACT` as
/// "Attempted to contact".
///
/// HubSpot gives the internal values of options, in capitals with underscores; people know their
/// labels. A value that someone wrote stays as it is.
struct OptionWords: Component {
    let value: String
    /// Whether the value is one hover away.
    let hasTitle: Bool

    /// - Parameter hasTitle: false where the words stand a second time, such as in a chart's table.
    init(_ value: String, hasTitle: Bool = true) {
        self.value = value
        self.hasTitle = hasTitle
    }

    /// The words; every export has the value itself.
    var body: Markup {
        if let words = Self.words(value), !hasTitle {
            words
        } else if let words = Self.words(value) {
            tag("bdi", ["title": value]) { words }
        } else {
            PortalText(value)
        }
    }

    /// The words as plain text.
    static func shown(_ value: String) -> String { words(value) ?? PortalText.shown(value) }

    /// nil where the value is no code: anything but capitals, digits and underscores, and short ones
    /// such as `IT`, which are names of their own.
    private static func words(_ value: String) -> String? {
        if value == "NEW" { return "New" }
        let bytes = value.utf8
        let isCode = bytes.allSatisfy {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
        }
        guard isCode, bytes.count > 3, bytes.count <= PortalText.charactersMax,
            let first = value.first, first.isLetter
        else { return nil }
        let rest = value.dropFirst().replacing("_", with: " ").lowercased()
        return String(first) + rest
    }
}
