/// One version of a property, as `propertiesWithHistory` shows it.
struct PropertyVersion: Equatable, Sendable {
    var value: String
    var stamp: Stamp
    var cause: Cause
}

/// Who or what wrote a value.
struct Cause: Equatable, Sendable {
    /// An open set of upper-case words, such as `CRM_UI`, `API` and `IMPORT`.
    var sourceType: String
    var sourceID: String?
    var userID: Int?

    static let crm = Cause(sourceType: "CRM_UI", sourceID: "userId:9586504", userID: 9_586_504)
    static let api = Cause(sourceType: "API", sourceID: nil, userID: nil)
    static let calculated = Cause(sourceType: "CALCULATED", sourceID: nil, userID: nil)
    static let merge = Cause(sourceType: "MERGE_OBJECTS", sourceID: nil, userID: nil)
}

/// One record of the live store.
struct Record: Sendable {
    /// The kept versions of one property, newest first.
    struct History: Sendable {
        var property: Int
        var versions: [PropertyVersion]
    }

    var id: UInt64
    var values: PropertyValues
    var histories: [History] = []
    var createdAt: Stamp
    var updatedAt: Stamp
    var archivedAt: Stamp?

    var isArchived: Bool { archivedAt != nil }

    /// The tracked versions of a property, or nil where none were ever kept.
    func history(_ property: Int) -> [PropertyVersion]? {
        histories.first { $0.property == property }?.versions
    }

    /// Puts a version in front; the stamps of one history never go back.
    mutating func remember(_ version: PropertyVersion, property: Int, earlier: PropertyVersion?) {
        if let index = histories.firstIndex(where: { $0.property == property }) {
            histories[index].versions.insert(version, at: 0)
        } else {
            let versions = [version] + (earlier.map { [$0] } ?? [])
            histories.append(History(property: property, versions: versions))
        }
    }
}
