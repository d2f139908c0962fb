/// Text that someone typed into the CRM: clipped, without invisible controls, isolated.
///
/// Control characters and those that steer the direction of writing become visible placeholders;
/// what may be written from right to left is isolated in `bdi`, so that it cannot turn the words
/// around it.
struct PortalText: Component {
    /// Longer text ends in an ellipsis; `metrics.json` keeps it whole.
    static let charactersMax = 200
    /// One character can carry thousands of marks.
    static let scalarsMax = 800

    let text: String

    init(_ text: String) { self.text = text }

    @MarkupBuilder
    var body: Markup {
        let shown = shown
        if shown.unicodeScalars.contains(where: { $0.value >= Self.firstRightToLeft }) {
            tag("bdi") { shown }
        } else {
            shown
        }
    }

    /// Hebrew comes first of the scripts that are written from right to left.
    private static let firstRightToLeft: UInt32 = 0x0590

    var shown: String { Self.shown(text) }

    static func shown(_ text: String) -> String {
        var clipped = String(text.prefix(charactersMax))
        if clipped.unicodeScalars.count > scalarsMax {
            clipped = String(String.UnicodeScalarView(clipped.unicodeScalars.prefix(scalarsMax)))
        }
        if clipped.utf8.count < text.utf8.count { clipped += "…" }
        guard clipped.unicodeScalars.contains(where: isDisguise) else { return clipped }
        var result = ""
        for scalar in clipped.unicodeScalars {
            if isDisguise(scalar) {
                result += placeholder(for: scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Controls, marks and overrides of direction, invisible separators and language tags.
    private static func isDisguise(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func placeholder(for scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: return " "
        case 0x00...0x1F:
            return Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? "\u{FFFD}"
        case 0x7F: return "\u{2421}"
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
        }
    }
}
