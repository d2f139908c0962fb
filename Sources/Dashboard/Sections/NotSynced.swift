import Projections

/// The object types that a section cannot do without and the document does not hold.
struct NotSynced: Sendable {
    /// Names of types as the document has them; never empty.
    let types: [String]

    /// nil where the section has what it needs.
    init?(for key: SectionKey, in document: MetricsDocument) {
        let missing = Set(document.dataQuality.notSynced)
        let needed = Self.needed(by: key)
        // One missing type of activity leaves figures of the others.
        guard !needed.isEmpty, needed.allSatisfy(missing.contains) else { return nil }
        types = needed
    }

    private static func needed(by key: SectionKey) -> [String] {
        switch key {
        case .executive: []
        case .leads, .funnel, .contacts: ["contacts"]
        case .target, .pipeline, .insights: ["deals"]
        case .activity: ActivityType.allCases.map(\.rawValue)
        }
    }

    var sentence: String { Self.sentence(types) }

    /// The same sentence for any types.
    static func sentence(_ types: [String]) -> String {
        let names = types.enumerated().map {
            $0.offset == 0 ? name($0.element) : name($0.element).lowercased()
        }
        let list = names.dropLast().joined(separator: ", ")
        return (list.isEmpty ? "" : list + " and ") + (names.last ?? "")
            + " are not synced: HubSpot does not let us read them."
    }

    /// `E-mails`; the start of a sentence.
    static func name(_ type: String) -> String {
        if let activity = ActivityType(rawValue: type) { return activity.label }
        return PortalText.shown(type.prefix(1).uppercased() + type.dropFirst())
    }
}
