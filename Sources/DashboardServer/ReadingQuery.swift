/// Which past a request asks for, as it stands in the address.
package struct ReadingQuery: Sendable, Equatable {
    /// An instant or a date, not yet read.
    package var asOf: String?
    package var sequence: UInt64?
    /// What is known today of `asOf`.
    package var hindsight = false

    package init() {}

    /// Whether it asks for the present.
    package var isHead: Bool { self == ReadingQuery() }
}
