import HubSpotModel

@testable import Projections

/// One record of a portal as plain text, with all that ever happened to it.
struct TestRecord {
    var properties: [String: String] = [:]
    var exists = true
    var archived = false
    var mergedAway = false
    var links: [RecordKey: [AssociationType]] = [:]
    /// By property; sorted when read, not when learned.
    var history: [String: [Version]] = [:]

    struct Version {
        let stamp: Int64?
        let place: UInt32
        let value: String?
    }
}

/// A portal that keeps its present state as text, and writes what happens to it into a log.
struct TestPortal {
    private(set) var records: [RecordKey: TestRecord] = [:]
    /// Types whose gap is open.
    private(set) var notSynced: Set<ObjectType> = []
    var log = PortalLog()

    mutating func setGap(_ object: ObjectType, isOpen: Bool) {
        if isOpen { notSynced.insert(object) } else { notSynced.remove(object) }
        log.gap(object, isOpen: isOpen)
    }

    mutating func create(_ key: RecordKey, _ values: [(String, String?)]) {
        var record = TestRecord()
        for (name, value) in values { record.properties[name] = value?.nonEmpty }
        records[key] = record
        log.record(.created, key, values)
    }

    mutating func change(_ key: RecordKey, _ values: [(String, String?)]) {
        for (name, value) in values { records[key]?.properties[name] = value?.nonEmpty }
        log.record(.propertiesChanged, key, values)
    }

    mutating func archive(_ key: RecordKey, at time: String?) {
        records[key]?.exists = true
        records[key]?.archived = true
        records[key]?.mergedAway = false
        if let time { records[key]?.properties["archivedAt"] = time }
        log.record(.archived, key, time.map { [("archivedAt", $0)] } ?? [])
    }

    mutating func restore(_ key: RecordKey) {
        records[key]?.exists = true
        records[key]?.archived = false
        records[key]?.mergedAway = false
        records[key]?.properties["archivedAt"] = nil
        log.record(.restored, key, [("archivedAt", nil)])
    }

    mutating func merge(_ key: RecordKey) {
        records[key]?.exists = true
        records[key]?.archived = false
        records[key]?.mergedAway = true
        log.record(.merged, key)
    }

    mutating func purge(_ key: RecordKey) {
        records[key]?.exists = false
        records[key]?.archived = false
        records[key]?.mergedAway = false
        log.record(.purged, key)
    }

    mutating func link(_ key: RecordKey, to target: RecordKey, _ types: [AssociationType]) {
        records[key]?.links[target] = types.isEmpty ? nil : types
        log.link(key, to: target, types)
    }

    mutating func learn(
        _ key: RecordKey, _ property: String, _ value: String?, at stamp: Int64?, place: UInt32
    ) {
        records[key]?.history[property, default: []].append(
            .init(stamp: stamp, place: place, value: value))
        log.learn(key, property, value, at: stamp, place: place)
    }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}
