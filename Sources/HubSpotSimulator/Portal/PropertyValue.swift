/// What a record holds for a property.
enum PropertyValue: Equatable, Sendable {
    /// Never set: the answer shows what the property's definition says of missing values.
    case absent
    /// Explicitly `null`.
    case null
    /// Text; `""` is a value that was cleared.
    case text(String)

    var string: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The text, unless it is missing or empty: both mean "no value".
    var nonEmpty: String? {
        string.flatMap { $0.isEmpty ? nil : $0 }
    }
}
