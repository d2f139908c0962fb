/// Text that must not appear in a log, an error or a dump: a token, a password.
///
/// Printing, interpolating, dumping and mirroring give `<redacted>`. The text itself is taken out
/// in one place only, by ``reveal()``, which a search finds.
package struct Secret: Sendable, Equatable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The text, to be handed to the network and nowhere else.
    package func reveal() -> String { text }

    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
