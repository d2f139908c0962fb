/// The global position of an event in the log: from 1, without gaps.
///
/// Zero stands for "before the first event": the head of an empty log, a fresh checkpoint.
package struct SequenceNumber: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: UInt64

    @inlinable
    package init(rawValue: UInt64) { self.rawValue = rawValue }
    @inlinable
    package init(_ rawValue: UInt64) { self.rawValue = rawValue }

    package static let zero = SequenceNumber(0)
    package var next: SequenceNumber { SequenceNumber(rawValue + 1) }

    package static func < (left: SequenceNumber, right: SequenceNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension SequenceNumber: CustomStringConvertible {
    package var description: String { String(rawValue) }
}
