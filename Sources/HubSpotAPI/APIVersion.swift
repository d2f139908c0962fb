import HubSpotModel

/// Which form of HubSpot's paths is used; the answers are the same.
///
/// Source: HubSpot's OpenAPI descriptions of v3, v4 and 2026-09, compared field by field.
package enum APIVersion: Sendable, Equatable {
    /// A dated version such as `2026-09`.
    case dated(String)
    /// The numbered paths: v3, and v4 for associations.
    case v3

    package static let current = APIVersion.dated("2026-09")

    /// Reads `v3` or a version of the form `2026-09`.
    package init?(_ text: String) {
        if text == "v3" {
            self = .v3
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts[0] >= "2026", ("01"..."12").contains(parts[1])
        else { return nil }
        self = .dated(text)
    }

    func objects(_ object: ObjectType) -> String {
        switch self {
        case .dated(let version): "/crm/objects/\(version)/\(object.name)"
        case .v3: "/crm/v3/objects/\(object.name)"
        }
    }

    func associations(_ kind: AssociationKind) -> String {
        let path = "\(kind.from.name)/\(kind.to.name)/batch/read"
        return switch self {
        case .dated(let version): "/crm/associations/\(version)/\(path)"
        case .v3: "/crm/v4/associations/\(path)"
        }
    }

    var owners: String {
        switch self {
        case .dated(let version): "/crm/owners/\(version)"
        case .v3: "/crm/v3/owners"
        }
    }

    func pipelines(_ object: ObjectType) -> String {
        switch self {
        case .dated(let version): "/crm/pipelines/\(version)/\(object.name)"
        case .v3: "/crm/v3/pipelines/\(object.name)"
        }
    }

    func properties(_ object: ObjectType) -> String {
        switch self {
        case .dated(let version): "/crm/properties/\(version)/\(object.name)"
        case .v3: "/crm/v3/properties/\(object.name)"
        }
    }

    var account: String {
        switch self {
        case .dated(let version): "/account-info/\(version)/details"
        case .v3: "/account-info/v3/details"
        }
    }
}
