/// What kind of link joins two records: "Primary", "Billing contact", or no label.
///
/// Source: HubSpot associations API, `associationTypes` of a batch read.
package struct AssociationType: Hashable, Sendable {
    /// `HUBSPOT_DEFINED`, `USER_DEFINED`, `INTEGRATOR_DEFINED` or `WORK`; an open set.
    package let category: String
    package let typeID: UInt64
    package let label: String?

    package init(category: String, typeID: UInt64, label: String?) {
        self.category = category
        self.typeID = typeID
        self.label = label
    }

    /// Whether this type marks the primary one: deal to company 5, contact to company 1.
    package var isPrimary: Bool {
        if label == "Primary" { return true }
        return category == "HUBSPOT_DEFINED" && (typeID == 5 || typeID == 1)
    }
}

extension AssociationType {
    /// One text that names the type, as it stands in the symbol table: `5|HUBSPOT_DEFINED|Primary`.
    ///
    /// Two bars mean a label, one means none.
    package var symbolText: String {
        label.map { "\(typeID)|\(category)|\($0)" } ?? "\(typeID)|\(category)"
    }

    package init?(symbolText: String) {
        let parts = symbolText.split(
            separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let typeID = UInt64(parts[0]) else { return nil }
        self.init(
            category: String(parts[1]), typeID: typeID,
            label: parts.count == 3 ? String(parts[2]) : nil)
    }
}

extension AssociationType: Comparable {
    /// The order in which the types of one link are stored and printed.
    package static func < (left: AssociationType, right: AssociationType) -> Bool {
        left.typeID == right.typeID
            ? left.symbolText.utf8.lexicographicallyPrecedes(right.symbolText.utf8)
            : left.typeID < right.typeID
    }
}
