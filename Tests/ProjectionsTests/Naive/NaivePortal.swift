import HubSpotModel

@testable import Projections

/// The metric dictionary computed the slow and obvious way from the records as they stand.
///
/// It shares with the program only the parsers of `HubSpotModel` and the form of the document.
struct NaivePortal {
    let context: ProjectionContext
    /// Types whose gap is open.
    let notSynced: Set<ObjectType>
    let zone: ZoneRules
    let asOf: Instant
    let today: CivilDate
    let records: [RecordKey: TestRecord]
    /// Who absorbed whom, by type: the lowest id of those that claim it.
    private(set) var absorbers: [RecordKey: RecordKey] = [:]

    private let ranges: [PeriodKey: (CivilDate, CivilDate)]
    private var keysOfTypes: [ObjectType: [RecordKey]] = [:]
    /// What each record links, read as naming whoever absorbed whom, with any primary listing.
    private var links: [RecordKey: [RecordKey: Bool]] = [:]
    /// When each deal had activities that count or were received.
    private(set) var activitiesOfDeals: [RecordKey: [Instant]] = [:]
    /// Live deals of the pipelines that count, in id order.
    private(set) var deals: [NaiveDeal] = []
    /// Live contacts in id order.
    private(set) var contacts: [NaiveContact] = []
    private(set) var companiesOfContacts: [RecordKey: [RecordKey]] = [:]

    func isSynced(_ object: ObjectType) -> Bool { !notSynced.contains(object) }

    init(_ portal: TestPortal, _ context: ProjectionContext, asOf: Instant) {
        self.context = context
        notSynced = portal.notSynced
        self.asOf = asOf
        zone = context.account.zone
        let today = zone.date(of: asOf)
        self.today = today
        ranges = Dictionary(
            uniqueKeysWithValues: PeriodKey.allCases.compactMap { period in
                Self.range(period, today).map { (period, $0) }
            })
        records = portal.records.filter { $0.value.exists }
        keysOfTypes = Dictionary(grouping: records.keys.sorted(), by: \.object)
        for (key, record) in records where !record.archived {
            guard [.contacts, .companies, .deals].contains(key.object) else { continue }
            for id in Self.absorbed(record) where id != key.id {
                let absorbed = RecordKey(key.object, id)
                if let known = absorbers[absorbed], known.id < key.id { continue }
                absorbers[absorbed] = key
            }
        }
        for (key, record) in records {
            guard let owner = survivor(key) else { continue }
            for (target, types) in record.links {
                guard let target = survivor(target) else { continue }
                let isPrimary = types.contains {
                    $0.label == "Primary" || $0.typeID == 5 && $0.category == "HUBSPOT_DEFINED"
                }
                let known = links[owner, default: [:]][target] ?? false
                links[owner, default: [:]][target] = known || isPrimary
                let isActivity = ObjectType.activities.contains(key.object)
                if isActivity, isLive(key), counts(key) || isIncoming(key), let time = time(key) {
                    activitiesOfDeals[target, default: []].append(time)
                }
            }
        }
        contacts = readContacts()
        for contact in contacts {
            companiesOfContacts[contact.key] = Array(linked(contact.key, .companies).keys)
        }
        deals = readDeals()
    }

    private static func absorbed(_ record: TestRecord) -> [RecordID] {
        let objects = (record.properties["hs_merged_object_ids"] ?? "")
            .split { $0 == ";" || $0 == "," }.map(String.init)
        let calculated = (record.properties["hs_calculated_merged_vids"] ?? "")
            .split(separator: ";").map { String($0.split(separator: ":")[0]) }
        return (objects + calculated).compactMap { $0.trimmedFieldText }.map { RecordID($0) }
    }

    // MARK: Records

    func isAbsorbed(_ key: RecordKey) -> Bool {
        absorbers[key] != nil || records[key]?.mergedAway == true
    }

    func isLive(_ key: RecordKey) -> Bool {
        guard let record = records[key] else { return false }
        return !record.archived && !isAbsorbed(key)
    }

    func survivor(_ key: RecordKey) -> RecordKey? {
        var current = key
        for _ in 0...absorbers.count {
            guard let next = absorbers[current] else { return current }
            current = next
        }
        return nil
    }

    /// Live records of a type that `key` is linked with, and whether one listing is primary.
    func linked(_ key: RecordKey, _ type: ObjectType) -> [RecordKey: Bool] {
        (links[key] ?? [:]).filter { $0.key.object == type && isLive($0.key) }
    }

    func keys(_ type: ObjectType) -> [RecordKey] { keysOfTypes[type] ?? [] }

    // MARK: Values

    func text(_ key: RecordKey, _ name: String) -> String? {
        records[key]?.properties[name]?.trimmedFieldText
    }

    func upper(_ key: RecordKey, _ name: String) -> String? {
        text(key, name)?.uppercasedPerCharacter
    }

    func instant(_ text: String?) -> Instant? {
        text?.trimmedFieldText.flatMap { Instant(parsing: $0, zone: zone) }
    }

    func instant(_ key: RecordKey, _ name: String) -> Instant? { instant(text(key, name)) }

    func date(_ instant: Instant) -> CivilDate { zone.date(of: instant) }

    /// Source: metric dictionary, section 1.3.
    func amount(home: String?, amount: String?, currency: String?) -> Amount {
        if let home = home?.trimmedFieldText.flatMap({ Money(parsing: $0) }) { return .known(home) }
        guard let stated = amount?.trimmedFieldText.flatMap({ ExactDecimal(parsing: $0) }) else {
            return .missing
        }
        let code = currency?.trimmedFieldText?.uppercasedPerCharacter
        if code == nil || code == context.account.companyCurrency { return .known(Money(stated)) }
        let rate = context.configuration.exchangeRates.entries.first {
            $0.name.uppercased() == code
        }
        guard let rate, let fraction = ExactDecimal(parsing: rate.number.description) else {
            return .lacksRate
        }
        return Money(stated, exchangeRate: fraction.rational).map { .known($0) } ?? .missing
    }

    enum Amount {
        case known(Money)
        case missing
        case lacksRate

        var money: Money? {
            if case .known(let money) = self { money } else { nil }
        }
    }

    // MARK: Owners

    func owner(_ key: RecordKey) -> String? { text(key, "hubspot_owner_id") }

    func ownerName(_ id: String?) -> String {
        guard let id else { return "Unassigned" }
        let key = RecordKey(.owners, RecordID(id))
        guard records[key] != nil else { return "Unknown owner (\(id))" }
        let names = [text(key, "firstName"), text(key, "lastName")].compactMap { $0 }
        return names.isEmpty
            ? text(key, "email") ?? "Owner \(id)" : names.joined(separator: " ")
    }

    var reps: Set<String> {
        if let reps = context.configuration.reps { return Set(reps) }
        return Set(
            keys(.owners).filter {
                records[$0]?.archived == false && text($0, "archived")?.lowercased() != "true"
            }.map(\.id.text))
    }

    func range(_ period: PeriodKey) -> (CivilDate, CivilDate)? { ranges[period] }

    private static func range(
        _ period: PeriodKey, _ today: CivilDate
    ) -> (CivilDate, CivilDate)? {
        let tomorrow = today.adding(days: 1)
        let newYear = CivilDate(year: today.year, month: 1, day: 1)
        let lastYear = CivilDate(year: today.year - 1, month: 1, day: 1)
        let first = CivilDate(year: today.year, month: today.month, day: 1)
        let monday = today.adding(days: 1 - today.weekday)
        guard let newYear, let lastYear, let first else { return nil }
        return switch period {
        case .thisWeek: (monday, monday.adding(days: 7))
        case .lastWeek: (monday.adding(days: -7), monday)
        case .mtd: (first, tomorrow)
        case .ytd: (newYear, tomorrow)
        case .lastYear: (lastYear, newYear)
        case .allTime: nil
        }
    }

    /// Whether a fact at `instant` belongs to a period; without an instant to all time only.
    func isIn(_ period: PeriodKey, _ instant: Instant?) -> Bool {
        guard let range = range(period) else { return true }
        guard let instant else { return false }
        let date = date(instant)
        return date >= range.0 && date < range.1
    }
}

/// Rounding of the document, by long division.
enum NaiveNumber {
    static func round(_ value: Rational?, _ places: Int) -> DocumentNumber? {
        value.map { .init(units: $0.rounded(scale: places), scale: UInt8(places)) }
    }

    static func ratio(_ top: Int, _ bottom: Int) -> DocumentNumber? {
        round(Rational(top).divided(by: Rational(bottom)), 4)
    }

    static func money(_ amounts: [Money?]) -> DocumentNumber {
        .init(
            units: amounts.reduce(Int128(0)) { $0 + Int128($1?.minorUnits ?? 0) }, scale: 2)
    }

    static func mean(_ values: [Int64]) -> Rational? {
        let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
        return Rational(sum).divided(by: Rational(values.count))
    }

    static func median(_ values: [Int64]) -> Rational? {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        let upper = Rational(sorted[middle])
        guard sorted.count.isMultiple(of: 2) else { return upper }
        return (upper + Rational(sorted[middle - 1])).divided(by: Rational(2))
    }

    static func days(_ milliseconds: Rational?) -> DocumentNumber? {
        round(milliseconds?.divided(by: Rational(86_400_000)), 1)
    }

    static func moneyMean(_ cents: Rational?) -> DocumentNumber? {
        round(cents?.divided(by: Rational(100)), 2)
    }
}
