internal import HubSpotModel

/// A text that equals another only when all bytes of both are the same.
///
/// Source: metric dictionary, section 1.1: no locale, no normalisation. `String` finds canonically
/// equivalent texts equal.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
    /// The order of texts in the document: that of their UTF-8 bytes.
    func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
