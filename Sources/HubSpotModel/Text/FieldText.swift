extension StringProtocol {
    /// The text without white space (Unicode `White_Space`) at its ends, or `nil` when none is
    /// left.
    ///
    /// Source: metric dictionary, section 1.1: an empty text is a missing value.
    package var trimmedFieldText: String? {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(self[first..<scalars.index(after: last)])
    }

    /// Lower case, mapped scalar by scalar, without locale or context.
    package var lowercasedPerCharacter: String {
        unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
    }

    /// Upper case, mapped scalar by scalar, without locale or context.
    package var uppercasedPerCharacter: String {
        unicodeScalars.reduce(into: "") { $0 += $1.properties.uppercaseMapping }
    }
}
