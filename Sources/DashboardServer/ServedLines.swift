/// A part of a long list, one JSON object a line.
package struct ServedLines: Sendable {
    /// The most lines of one answer.
    package static let linesMax = 10_000
    /// An answer ends with the line that brings it here; no line is cut.
    package static let bytesMax = 8 << 20

    package let bytes: [UInt8]
    /// `from` of the next part; nil where this is the last.
    package let next: String?

    package init(bytes: [UInt8], next: String?) {
        self.bytes = bytes
        self.next = next
    }
}
