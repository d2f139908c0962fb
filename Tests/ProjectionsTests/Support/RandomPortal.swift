import HubSpotModel
import LedgerTestSupport

@testable import Projections

/// A portal with a random past, full of what real ones have: ties, gaps, odd spellings, merges.
struct RandomPortal {
    private(set) var portal = TestPortal()
    let context: ProjectionContext
    /// Types with an open gap, and without records.
    private let unseen: Set<ObjectType>
    let asOf: Instant
    var random: SplitMix64
    /// Records that were ever created, by type.
    private var keys: [ObjectType: [RecordKey]] = [:]
    /// Ids are drawn from 1 to this, and from a few odd ones: the fewer, the more collide.
    let idMax: Int

    init(seed: UInt64, events: Int, idMax: Int = 20) throws {
        random = SplitMix64(seed: seed)
        self.idMax = idMax
        context = try Self.context(&random)
        unseen = Self.unseen(&random)
        asOf = Self.asOf(in: context.account.zone, &random)
        for type in ObjectType.crmObjects {
            if chance(20) {
                portal.setGap(type, isOpen: true)
                portal.setGap(type, isOpen: false)
            }
            if unseen.contains(type) { portal.setGap(type, isOpen: true) }
        }
        for id in ["11", "12", "13", "chief"] {
            portal.create(
                RecordKey(.owners, RecordID(id)),
                [
                    ("firstName", pick(["Mara", "Theo", "", "  "])),
                    ("lastName", pick(["Finch", ""])),
                    ("email", pick(["who@example.com", ""])),
                    ("archived", pick(["true", "false"])),
                ])
        }
        for _ in 0..<events { step() }
        portal.log.commit()
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { Self.pick(list, &random) }

    static func pick<Element>(_ list: [Element], _ random: inout SplitMix64) -> Element {
        list[Int.random(in: 0..<list.count, using: &random)]
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    // MARK: Events

    private static let types: [ObjectType] = [
        .deals, .deals, .deals, .contacts, .contacts, .contacts, .companies, .calls, .emails,
        .meetings, .tasks, .notes,
    ]

    private mutating func step() {
        let type = pick(Self.types)
        guard !unseen.contains(type) else { return }
        let known = keys[type] ?? []
        guard !known.isEmpty, chance(72) || known.count > idMax * 2 / 3 else { return create(type) }
        let key = pick(known)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<28: portal.change(key, values(type, share: 20))
        case 28..<62: relink(key)
        case 62..<76 where type == .deals: learn(key)
        case 76..<81: portal.archive(key, at: chance(70) ? time() : nil)
        case 81..<86: portal.restore(key)
        case 86..<90: portal.purge(key)
        case 90..<92: portal.merge(key)
        case 92..<94: changeOwner()
        default: portal.change(key, values(type, share: 60))
        }
        if chance(12) { portal.log.commit() }
    }

    private mutating func create(_ type: ObjectType) {
        let key = RecordKey(type, id())
        guard portal.records[key] == nil else { return }
        keys[type, default: []].append(key)
        portal.create(
            key, [("createdAt", chance(80) ? time() : nil)] + values(type, share: 80))
    }

    /// Mostly a small number, sometimes one beyond 63 or 64 bits, or none at all.
    mutating func id() -> RecordID {
        let number = Int.random(in: 1...idMax, using: &random)
        guard chance(8) else { return RecordID(String(number)) }
        return RecordID(
            pick([
                "x\(number)", "00\(number)", "9223372036854775807", "9223372036854775808",
                "18446744073709551615", "18446744073709551616", "99999999999999999999999", "0",
            ]))
    }

    private mutating func changeOwner() {
        let key = RecordKey(.owners, RecordID(pick(["11", "12", "13", "chief", "14"])))
        if portal.records[key] == nil { portal.create(key, [("firstName", "New")]) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: portal.change(key, [("lastName", pick(["Vole", nil]))])
        case 1: portal.archive(key, at: nil)
        case 2: portal.restore(key)
        default: portal.purge(key)
        }
    }

    private static func type(
        _ typeID: UInt64, _ label: String?, _ category: String = "HUBSPOT_DEFINED"
    ) -> AssociationType {
        AssociationType(category: category, typeID: typeID, label: label)
    }

    private static let linkTypes: [[AssociationType]] = [
        [type(341, nil)], [type(341, nil), type(5, "Primary")], [type(5, nil)], [type(1, nil)],
        [type(5, "Buyer", "USER_DEFINED")], [type(77, "Primary", "USER_DEFINED")], [], [],
    ]

    private mutating func relink(_ key: RecordKey) {
        let kinds = AssociationKind.all.filter { $0.from == key.object }
        guard !kinds.isEmpty else { return }
        let kind = pick(kinds)
        portal.link(key, to: RecordKey(kind.to, id()), pick(Self.linkTypes))
    }

    private mutating func learn(_ key: RecordKey) {
        let property = pick([
            "dealstage", "dealstage", "dealstage", "pipeline", "closedate", "amount",
            "amount_in_home_currency", "deal_currency_code", "hubspot_owner_id",
        ])
        let stamp = Instant(parsing: time(), zone: context.account.zone)
        portal.learn(
            key, property, value(of: property), at: stamp?.milliseconds,
            place: UInt32.random(in: 0..<3, using: &random))
    }
}
