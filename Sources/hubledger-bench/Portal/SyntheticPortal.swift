import HubSpotModel

/// A portal of records of mixed types that follows from its seed: what the log is filled with when
/// no network is wanted.
struct SyntheticPortal: Sendable {
    let seed: UInt64
    /// How many records of each type, in the order of ids.
    let counts: [(object: ObjectType, count: Int)]

    /// Shares of a hundred.
    private static let mix: [(ObjectType, Int)] = [
        (.contacts, 50), (.companies, 15), (.deals, 10), (.tasks, 10), (.meetings, 8), (.calls, 4),
        (.emails, 2), (.notes, 1),
    ]
    /// Ids of a type start above this times its raw value.
    private static let idBase: UInt64 = 10_000_000_000
    /// 2021-01-01T00:00:00Z.
    private static let epoch: Int64 = 1_609_459_200_000

    init(seed: UInt64, records: Int) {
        self.seed = seed
        counts = Self.mix.map { ($0, max(1, records * $1 / 100)) }
    }

    var recordCount: Int { counts.reduce(0) { $0 + $1.count } }

    func count(_ object: ObjectType) -> Int { counts.first { $0.object == object }?.count ?? 0 }

    /// The key of the record at a place of its type, from 0.
    func key(_ object: ObjectType, _ place: Int) -> RecordKey {
        RecordKey(object, .number(Self.idBase * UInt64(object.rawValue) + UInt64(place) * 3 + 1))
    }

    /// What HubSpot says of the record at a place of its type.
    func record(_ object: ObjectType, _ place: Int) -> PortalRecord {
        var random = SplitMix64(
            seed: seed &+ UInt64(place) &* 0x2545_F491_4F6C_DD1D &+ UInt64(object.rawValue) << 56)
        let createdAt = Self.epoch + Int64(random.below(1_700 * 86_400)) * 1000
        var values = SyntheticValues(createdAt: createdAt, random: random)
        let properties = values.properties(of: object)
        return PortalRecord(
            id: key(object, place).id, properties: properties, createdAt: createdAt,
            updatedAt: createdAt + 86_400_000)
    }

    // MARK: Changes

    /// Types whose records change, with three properties each time.
    private static let changing: [ObjectType] = [.contacts, .deals, .tasks, .meetings, .calls]

    /// The change with this number, from 0: three properties of one record get other values.
    ///
    /// Records take turns in an order that jumps about, so that each change finds another record
    /// than the one before.
    func change(_ number: Int) -> (key: RecordKey, time: Int64, values: [NamedValue]) {
        let total = Self.changing.reduce(0) { $0 + count($1) }
        let turn = number / total
        var place = Int(UInt64(number % total) &* Self.stride(total) % UInt64(total))
        var object = ObjectType.contacts
        for candidate in Self.changing {
            object = candidate
            if place < count(candidate) { break }
            place -= count(candidate)
        }
        let time = Self.epoch + 1_700 * 86_400_000 + Int64(number) * 61
        return (key(object, place), time, SyntheticValues.change(object, turn: turn, time: time))
    }

    /// A step that visits every place once before any twice.
    private static func stride(_ total: Int) -> UInt64 {
        var step = UInt64(total) * 618 / 1000 | 1
        while greatestCommonDivisor(step, UInt64(total)) != 1 { step += 2 }
        return step
    }

    private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}
