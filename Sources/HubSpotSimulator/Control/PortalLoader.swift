/// Makes a portal out of a document: `account`, `owners`, `pipelines`, one list per type, and
/// `associations` such as `dealsToContacts` with `fromId`, `toId` and `types`.
///
/// Records have `id`, `properties`, `createdAt`, `updatedAt`, `archived`, `archivedAt` and, if
/// they have one, `propertiesWithHistory` as a batch read answers it. What is not given is not
/// invented: a property without versions has none.
struct PortalLoader: Sendable {
    let configuration: SimulatorConfiguration

    /// The portal of a document; clock, counters and settings are those of `running`.
    func load(_ document: JSONValue, onto running: Portal) throws(ChangeError) -> Portal {
        var clock = running.clock
        if let asOf = document["asOf"] ?? document["now"] {
            clock.set(try Portal.stamp(asOf, "asOf"))
        }
        let reader = PortalReader(now: clock.now)
        var settings = running.settings
        settings.synthesizesHistory = false
        var portal = Portal(
            clock: clock, settings: settings, account: account(document["account"]),
            owners: try (document["owners"]?.elements ?? []).map { value throws(ChangeError) in
                try reader.owner(value)
            },
            pipelines: try (document["pipelines"]?.elements ?? []).map {
                value throws(ChangeError) in try reader.pipeline(value)
            })
        portal.counters = running.counters
        for kind in ObjectKind.allCases {
            var records: [Record] = []
            for value in document[kind.name]?.elements ?? [] {
                records.append(try record(value, kind, &portal, reader))
            }
            if Set(records.map(\.id)).count < records.count {
                throw .invalid("two \(kind.name) have one id")
            }
            portal.tables[kind.rawValue] = RecordTable(records)
        }
        for member in document["associations"]?.members ?? [] {
            for link in member.value.elements ?? [] { try add(link, member.name, to: &portal) }
        }
        portal.indexAll()
        return portal
    }

    private func account(_ value: JSONValue?) -> Account {
        Account(
            portalID: value?["portalId"]?.integerValue ?? configuration.portalID,
            accountType: value?["accountType"]?.stringValue ?? "STANDARD",
            zone: PortalZone(
                identifier: value?["timeZone"]?.stringValue ?? configuration.timeZone),
            currency: value?["companyCurrency"]?.stringValue ?? configuration.currency,
            additionalCurrencies: value?["additionalCurrencies"]?.elements?
                .compactMap(\.stringValue) ?? [],
            uiDomain: value?["uiDomain"]?.stringValue ?? "app.hubspot.com",
            dataHostingLocation: value?["dataHostingLocation"]?.stringValue ?? "na1")
    }

    private func record(
        _ value: JSONValue, _ kind: ObjectKind, _ portal: inout Portal, _ reader: PortalReader
    ) throws(ChangeError) -> Record {
        guard let id = value["id"]?.scalarText.flatMap({ UInt64($0) }) else {
            throw .invalid("a record of \(kind.name) has no numeric id")
        }
        let created = try reader.stamp(value["createdAt"], "createdAt") ?? reader.now
        var record = Record(
            id: id, values: PropertyValues(), createdAt: created,
            updatedAt: try reader.stamp(value["updatedAt"], "updatedAt") ?? created)
        if value["archived"]?.boolValue == true {
            record.archivedAt =
                try reader.stamp(value["archivedAt"], "archivedAt") ?? record.updatedAt
        }
        for member in value["properties"]?.members ?? [] {
            let position = define(member.name, kind, &portal)
            record.values[position] = member.value.scalarText.map { .text($0) } ?? .null
        }
        for member in value["propertiesWithHistory"]?.members ?? [] {
            var versions: [PropertyVersion] = []
            for entry in member.value.elements ?? [] {
                guard let stamp = try reader.stamp(entry["timestamp"], "timestamp") else {
                    throw .invalid("a version of \(member.name) has no timestamp")
                }
                versions.append(
                    PropertyVersion(
                        value: entry["value"]?.scalarText ?? "", stamp: stamp,
                        cause: Cause(
                            sourceType: entry["sourceType"]?.stringValue ?? "CRM_UI",
                            sourceID: entry["sourceId"]?.stringValue,
                            userID: entry["updatedByUserId"]?.integerValue.map { Int($0) })))
            }
            let position = define(member.name, kind, &portal)
            record.histories.append(.init(property: position, versions: versions))
        }
        return record
    }

    /// Properties that the catalogue lacks are defined as plain text.
    private func define(_ name: String, _ kind: ObjectKind, _ portal: inout Portal) -> Int {
        if let position = portal.schemas[kind.rawValue].position(name) { return position }
        var definition = PropertyDefinition(
            name: name, label: name, type: "string", fieldType: "text", groupName: "custom")
        definition.hubspotDefined = false
        portal.schemas[kind.rawValue].add(definition)
        return portal.schemas[kind.rawValue].count - 1
    }

    /// `dealsToContacts` names both types; `activitiesToDeals` names the first in each link.
    private func add(
        _ link: JSONValue, _ name: String, to portal: inout Portal
    ) throws(ChangeError) {
        let sides = name.components(around: "To")
        guard let sides, let to = ObjectKind(pathName: sides.1),
            let from = link["fromType"]?.stringValue.flatMap({ ObjectKind(pathName: $0) })
                ?? ObjectKind(pathName: sides.0)
        else { throw .invalid("associations.\(name) names no two types") }
        guard let fromID = link["fromId"]?.scalarText.flatMap({ UInt64($0) }),
            let toID = link["toId"]?.scalarText.flatMap({ UInt64($0) })
        else { throw .invalid("a link of associations.\(name) has no fromId or toId") }
        var types: [AssociationType] = []
        for type in link["types"]?.elements ?? [] {
            guard let typeID = type["typeId"]?.integerValue else {
                throw .invalid("a type of associations.\(name) has no typeId")
            }
            types.append(
                AssociationType(
                    category: type["category"]?.stringValue ?? "HUBSPOT_DEFINED",
                    typeID: Int(typeID), label: type["label"]?.stringValue))
        }
        if types.isEmpty, let plain = AssociationType.plain(from: from, to: to) {
            types = [plain]
        }
        portal.links.add(from, fromID, to: to, toID, types: types)
    }
}

extension String {
    /// The text before and after the first occurrence of a separator.
    fileprivate func components(around separator: String) -> (String, String)? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(separator), index > startIndex {
                let after = self.index(index, offsetBy: separator.count)
                return (String(self[..<index]), String(self[after...]))
            }
            index = self.index(after: index)
        }
        return nil
    }
}
