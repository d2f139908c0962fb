/// One way in which two records are associated.
struct AssociationType: Hashable, Sendable {
    /// `HUBSPOT_DEFINED, USER_DEFINED, INTEGRATOR_DEFINED, WORK`.
    var category: String
    var typeID: Int
    var label: String?

    var isPrimary: Bool {
        label == "Primary"
    }

    static func defined(_ typeID: Int, label: String? = nil) -> AssociationType {
        AssociationType(category: "HUBSPOT_DEFINED", typeID: typeID, label: label)
    }

    var json: JSONValue {
        ["category": .string(category), "typeId": .integer(typeID), "label": .text(label)]
    }

    /// HubSpot's own id of the plain association of a pair.
    ///
    /// Source: HubSpot/hubspot-api-nodejs, src/enums/AssociationTypes.ts.
    static func plain(from: ObjectKind, to: ObjectKind) -> AssociationType? {
        switch (from, to) {
        case (.contacts, .companies): .defined(279)
        case (.companies, .contacts): .defined(280)
        case (.contacts, .deals): .defined(4)
        case (.deals, .contacts): .defined(3)
        case (.deals, .companies): .defined(341)
        case (.companies, .deals): .defined(342)
        default: activity(from: from, to: to)
        }
    }

    /// The primary company of a contact or deal, or the other side of it.
    static func primary(from: ObjectKind, to: ObjectKind) -> AssociationType? {
        switch (from, to) {
        case (.contacts, .companies): .defined(1, label: "Primary")
        case (.companies, .contacts): .defined(2, label: "Primary")
        case (.deals, .companies): .defined(5, label: "Primary")
        case (.companies, .deals): .defined(6, label: "Primary")
        default: nil
        }
    }

    private static func activity(from: ObjectKind, to: ObjectKind) -> AssociationType? {
        let record = from.isActivity ? to : from
        let base: Int? =
            switch record {
            case .companies: 182
            case .contacts: 194
            case .deals: 206
            default: nil
            }
        let offset: Int? =
            switch from.isActivity ? from : to {
            case .calls: 0
            case .emails: 4
            case .meetings: 6
            case .notes: 8
            case .tasks: 10
            default: nil
            }
        guard let base, let offset, from.isActivity != to.isActivity else { return nil }
        // call → contact is 194, contact → call 193: the reverse is one below.
        return .defined(base + offset - (from.isActivity ? 0 : 1))
    }

    /// The same association seen from the other end.
    func reversed(from: ObjectKind, to: ObjectKind) -> AssociationType {
        if category == "HUBSPOT_DEFINED" {
            if self == Self.primary(from: from, to: to),
                let other = Self.primary(from: to, to: from)
            {
                return other
            }
            if self == Self.plain(from: from, to: to), let other = Self.plain(from: to, to: from) {
                return other
            }
        }
        // Labels of users come in pairs of neighbouring ids, even first.
        return AssociationType(category: category, typeID: typeID ^ 1, label: label)
    }

    /// The word that inline associations use: `deal_to_company`, `deal_to_company_unlabeled`.
    func inlineName(from: ObjectKind, to: ObjectKind) -> String {
        let pair = "\(from.singular)_to_\(to.singular)"
        if self == Self.primary(from: from, to: to) { return pair }
        if let label { return label.lowercased().split(separator: " ").joined(separator: "_") }
        return Self.primary(from: from, to: to) == nil ? pair : pair + "_unlabeled"
    }
}
