import HubSpotModel

@testable import Projections

/// A portal of the size of a small sales team, made from a seed: 9 owners, 75 deals, 92 days.
///
/// Its figures follow from its records, so that a page of it can be checked.
struct SamplePortal {
    typealias Document = MetricsDocument
    typealias Deal = MetricsDocument.Records.Deal

    private var random: Random
    let today = CivilDate(days: 20_779)
    let asOf = "2026-11-22T14:30:00.000Z"
    private(set) var owners: [Document.Records.Owner] = []
    private(set) var deals: [Deal] = []
    private(set) var days: [Document.Activities.DayRow] = []

    /// A generator of numbers that is the same everywhere.
    struct Random {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }

    static let stages: [(id: String, label: String, probability: DocumentNumber, status: String)] =
        [
            ("s1", "Inbound Lead", ratio(200), "open"), ("s2", "Engaged", ratio(100), "open"),
            ("s3", "First Meeting", ratio(500), "open"),
            ("s4", "Second Meeting", ratio(1000), "open"),
            ("s5", "Proposal Shared", ratio(4000), "open"),
            ("s6", "Decision Maker", ratio(8000), "open"),
            ("s7", "Contract Sent", ratio(9000), "open"),
            ("closedwon", "Closed Won", 1, "won"), ("closedlost", "Closed Lost", 0, "lost"),
            ("s10", "Disqualified", 0, "disqualified"),
        ]

    private static func ratio(_ units: Int) -> DocumentNumber {
        DocumentNumber(units: Int128(units), scale: 4)
    }

    init(seed: UInt64 = 20_261_122, dealCount: Int = 75, names: [String]? = nil) {
        random = Random(state: seed)
        makeOwners(names)
        makeDeals(dealCount, names)
        makeDays()
    }

    private mutating func makeOwners(_ names: [String]?) {
        let people = [
            "Mara Finch", "Theo Marsh", "Priya Anand", "Jonas Weber", "Léa Fontaine",
            "Samuel Okafor", "Ines Carvalho", "Oskar Lindqvist", "Una Voss",
        ]
        owners = people.enumerated().map { index, person in
            .init(
                ownerId: "\(11 + index)", name: names?[index % (names?.count ?? 1)] ?? person,
                archived: index == 8, isRep: index < 7)
        }
    }

    private mutating func makeDeals(_ count: Int, _ names: [String]?) {
        let companies = [
            "Alder", "Birch & Sons", "Cedar", "Dogwood", "Elm Group", "Fir Foods", "Ginkgo Labs",
            "Hazel", "Ivy Logistics", "Juniper",
        ]
        let kinds = ["rollout", "renewal", "pilot", "expansion", "platform", "onboarding"]
        for index in 0..<count {
            let age = 3 + random.next(560)
            let created = today.adding(days: -age)
            var stage = Self.stages[random.next(7)]
            var closing = today.adding(days: random.next(150) - 12)
            if age > 90, random.next(10) < 7 {
                let outcome = random.next(20)
                stage = Self.stages[outcome < 5 ? 7 : outcome < 17 ? 8 : 9]
                closing = created.adding(days: min(age - 1, 40 + random.next(130)))
            }
            let amount =
                random.next(14) == 0
                ? nil : DocumentNumber(units: Int128(400_000 + random.next(3_200_000)), scale: 2)
            let isOpen = stage.status == "open"
            let idle = random.next(45)
            let name =
                names?[index % (names?.count ?? 1)]
                ?? "\(companies[random.next(10)]) \(kinds[random.next(6)])"
            deals.append(
                Deal(
                    dealId: "\(9000 + index)", name: name, pipelineId: "700001", stageId: stage.id,
                    status: stage.status,
                    ownerId: random.next(20) == 0 ? nil : "\(11 + random.next(9))", companyId: nil,
                    source: "REFERRALS", amount: amount, probability: stage.probability,
                    weightedAmount: isOpen
                        ? amount.map { Self.weighted($0, stage.probability) } : nil,
                    createdAt: "\(created)T09:00:00.000Z",
                    closeDate: isOpen && random.next(15) == 0 ? nil : "\(closing)T10:00:00.000Z",
                    closedAt: isOpen ? nil : "\(closing)T10:00:00.000Z",
                    lastActivityAt: "\(today.adding(days: -idle))T11:00:00.000Z",
                    stale: isOpen && idle > 30))
        }
        deals.sort { ($0.createdAt ?? "", $1.dealId) > ($1.createdAt ?? "", $0.dealId) }
    }

    static func weighted(_ amount: DocumentNumber, _ probability: DocumentNumber) -> DocumentNumber
    {
        let product = DocumentNumber(
            units: amount.units * probability.units, scale: amount.scale + probability.scale)
        return DocumentNumber(units: product.rounded(toPlaces: 2) ?? 0, scale: 2)
    }

    private mutating func makeDays() {
        for back in (0..<92).reversed() {
            let date = today.adding(days: -back)
            for owner in owners.prefix(8) {
                for (type, most) in [
                    ("calls", 5), ("emails", 9), ("meetings", 3), ("tasks", 3), ("notes", 2),
                ] {
                    let isWeekend = date.weekday > 5
                    let count = isWeekend ? max(0, random.next(12) - 10) : random.next(most + 1)
                    if count > 0 {
                        days.append(
                            .init(
                                date: date.description, ownerId: owner.ownerId, type: type,
                                count: count))
                    }
                }
            }
        }
    }

    mutating func number(_ bound: Int) -> Int { random.next(bound) }
}
