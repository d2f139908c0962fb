import ArgumentParser
import HubSpotModel

/// The names of object types on the command line.
enum ObjectName {
    static let all = ObjectType.allCases.map(\.name).joined(separator: ", ")

    /// - Throws: `ValidationError` (64) that lists what is allowed.
    static func parse(_ name: String) throws -> ObjectType {
        guard let object = ObjectType(name: name) else {
            throw ValidationError("unknown object \"\(name)\"; allowed: \(all)")
        }
        return object
    }

    /// One of the types that a sync can be limited to.
    static func parseSynced(_ name: String) throws -> ObjectType {
        let object = try parse(name)
        guard ObjectType.crmObjects.contains(object) else {
            let allowed = ObjectType.crmObjects.map(\.name).joined(separator: ", ")
            throw ValidationError("\"\(name)\" cannot be synced alone; allowed: \(allowed)")
        }
        return object
    }
}
