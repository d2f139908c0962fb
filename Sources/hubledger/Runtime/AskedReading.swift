/// Which past is asked for, in the words of the one who asks.
struct AskedReading: Sendable {
    /// An instant or a date, not yet read; nil without one.
    var asOf: String?
    var sequence: UInt64?
    /// What is known today of `asOf`.
    var hindsight = false
    /// The name of `asOf` in messages: that of the option, or of the parameter.
    var asOfName = "--as-of"
}
