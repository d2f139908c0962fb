package import HubSpotModel

/// One record with everything the ledger has beside it.
package struct RecordRow: Sendable, Equatable {
    package let image: RecordImage
    package let stamps: RecordStamps?
    /// One list for each type it has links to, by raw value of the type.
    package let links: [LinkList]
    /// The personal texts of the image that are not erased.
    package let personalTexts: [PersonalReference: String]

    package var key: RecordKey { image.key }

    /// The text of a property; `nil` when it is missing, or personal and erased.
    package func text(_ value: StoredValue, _ symbols: SymbolTable) -> String? {
        guard case .personal(let reference) = value else { return value.text(symbols) }
        return personalTexts[reference]
    }
}
