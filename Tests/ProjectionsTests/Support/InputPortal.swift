import Foundation
import HubSpotModel

@testable import Projections

/// A portal as JSON, in the form of the worked example, written as events.
struct InputPortal {
    let tree: JSONTree
    var log = PortalLog()

    init(_ bytes: [UInt8], zone: ZoneRules) throws {
        tree = try JSONTree(bytes)
        try writeReferences(zone)
        for type in ObjectType.crmObjects { writeRecords(type) }
        writeLinks("dealsToContacts", .deals, .contacts)
        writeLinks("dealsToCompanies", .deals, .companies)
        writeLinks("contactsToCompanies", .contacts, .companies)
        for pair in tree["associations"]["activitiesToDeals"].items {
            guard let type = ObjectType(name: pair["fromType"].string ?? "") else { continue }
            log.link(
                RecordKey(type, RecordID(pair["fromId"].string ?? "")),
                to: RecordKey(.deals, RecordID(pair["toId"].string ?? "")),
                [AssociationType(category: "HUBSPOT_DEFINED", typeID: 200, label: nil)])
        }
        log.commit()
    }

    var asOf: Instant? {
        tree["asOf"].string.flatMap { Instant(parsing: $0, zone: .utc) }
    }

    private mutating func writeReferences(_ zone: ZoneRules) throws {
        let account = tree["account"]
        log.record(
            .created, RecordKey(.account, RecordID(account["portalId"].scalar ?? "0")),
            [
                ("portalId", account["portalId"].scalar), ("uiDomain", account["uiDomain"].string),
                ("timeZone", account["timeZone"].string), ("zoneRules", zone.text),
                ("companyCurrency", account["companyCurrency"].string),
            ])
        for pipeline in tree["pipelines"].items {
            var values: [(String, String?)] = [
                ("label", pipeline["label"].string),
                ("displayOrder", pipeline["displayOrder"].scalar),
            ]
            for stage in pipeline["stages"].items {
                let prefix = "stage/\(stage["id"].string ?? "")/"
                values += [
                    (prefix + "label", stage["label"].string),
                    (prefix + "displayOrder", stage["displayOrder"].scalar),
                    (prefix + "probability", stage["metadata"]["probability"].string),
                    (prefix + "isClosed", stage["metadata"]["isClosed"].string),
                    (prefix + "archived", stage["archived"].scalar),
                ]
            }
            log.record(
                .created, RecordKey(.pipelines, RecordID(pipeline["id"].string ?? "")), values)
        }
        for owner in tree["owners"].items {
            log.record(
                .created, RecordKey(.owners, RecordID(owner["id"].string ?? "")),
                [
                    ("firstName", owner["firstName"].string),
                    ("lastName", owner["lastName"].string), ("email", owner["email"].string),
                    ("archived", owner["archived"].scalar),
                ])
        }
        log.commit()
    }

    private mutating func writeRecords(_ type: ObjectType) {
        for record in tree[type.name].items {
            let key = RecordKey(type, RecordID(record["id"].string ?? ""))
            log.record(
                .created, key,
                [("createdAt", record["createdAt"].string)]
                    + record["properties"].members.map { ($0.key, $0.value.scalar) })
            for history in record["propertiesWithHistory"].members {
                writeHistory(of: key, history.key, history.value.items)
            }
            if record["archived"] == .flag(true) {
                log.record(.archived, key, [("archivedAt", record["archivedAt"].string)])
            }
        }
        log.commit()
    }

    /// Versions are listed newest first.
    private mutating func writeHistory(
        of key: RecordKey, _ property: String, _ versions: [JSONTree]
    ) {
        var last: Int64?
        var place: UInt32 = 0
        for version in versions.reversed() {
            let stamp = version["timestamp"].string.flatMap { Instant(parsing: $0, zone: .utc) }
            place = stamp?.milliseconds == last ? place + 1 : 0
            last = stamp?.milliseconds
            log.learn(key, property, version["value"].scalar, at: last, place: place)
        }
    }

    private mutating func writeLinks(_ name: String, _ from: ObjectType, _ to: ObjectType) {
        for pair in tree["associations"][name].items {
            log.link(
                RecordKey(from, RecordID(pair["fromId"].string ?? "")),
                to: RecordKey(to, RecordID(pair["toId"].string ?? "")),
                pair["types"].items.map { type in
                    AssociationType(
                        category: type["category"].string ?? "HUBSPOT_DEFINED",
                        typeID: type["typeId"].scalar.flatMap(UInt64.init) ?? 0,
                        label: type["label"].string)
                })
        }
        log.commit()
    }
}

extension JSONTree {
    /// A member; `null` where there is none.
    subscript(key: String) -> JSONTree {
        members.first { $0.key == key }?.value ?? .null
    }

    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    var items: [JSONTree] {
        if case .array(let items) = self { items } else { [] }
    }

    var string: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// Text, number or flag as text.
    var scalar: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        case .flag(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// Where two trees differ, by path.
    func differences(from other: JSONTree, at path: String = "") -> [String] {
        switch (self, other) {
        case (.object(let left), .object(let right)):
            guard left.map(\.key) == right.map(\.key) else {
                return ["\(path): keys \(left.map(\.key)) and \(right.map(\.key))"]
            }
            return zip(left, right).flatMap {
                $0.value.differences(from: $1.value, at: "\(path).\($0.key)")
            }
        case (.array(let left), .array(let right)):
            guard left.count == right.count else {
                return ["\(path): \(left.count) and \(right.count) elements"]
            }
            return zip(left, right).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
            }
        default: return self == other ? [] : ["\(path): \(self) and \(other)"]
        }
    }
}
