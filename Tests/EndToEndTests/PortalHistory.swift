import Foundation
import LedgerTestSupport
import Testing

/// A life of a portal, drawn from a seed: everything people and HubSpot do to it, in any order.
///
/// Each step is one change or one condition; what the portal refuses is no step.
struct PortalHistory {
    /// What a step may be, with its weight.
    enum Step: String, CaseIterable {
        case mixture, ties, clear, write, bigValue
        case archive, restore, purge, merge, mergeAgain
        case link, unlink, calculate
        case owner, stage, property, rates
        case time, lag, recordLag, pages

        var weight: Int {
            switch self {
            case .mixture: 24
            case .time: 14
            case .write, .link, .unlink, .calculate, .archive, .restore: 6
            case .ties, .clear, .merge, .mergeAgain, .lag, .owner, .stage: 4
            case .purge, .property, .recordLag, .pages: 3
            case .rates, .bigValue: 1
            }
        }
    }

    let portal: Portal
    private(set) var random: SplitMix64
    private(set) var done: [Step: Int] = [:]
    /// Properties that are archived in the portal and come back in the end.
    private var archivedProperties: [(object: String, name: String)] = []
    private var customProperties = 0
    private var lastMerge: (object: String, survivor: String)?

    init(_ portal: Portal, seed: UInt64) {
        self.portal = portal
        random = SplitMix64(seed: seed)
    }

    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func happens(_ percent: Int) -> Bool { number(0..<100) < percent }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0..<elements.count)]
    }

    // MARK: - Steps

    /// Makes one step of those allowed; tries others when the portal refuses.
    ///
    /// - Returns: what was done, in words.
    mutating func step(_ allowed: [Step] = Step.allCases) async throws -> String {
        while true {
            var left = number(0..<allowed.reduce(0) { $0 + $1.weight })
            let step =
                allowed.first { step in
                    left -= step.weight
                    return left < 0
                } ?? .time
            guard let words = try await make(step) else { continue }
            done[step, default: 0] += 1
            return "\(step.rawValue) \(words)"
        }
    }

    private mutating func make(_ step: Step) async throws -> String? {
        switch step {
        case .mixture:
            let (count, seed, spacing) = (
                number(1..<25), number(0..<1 << 40), pick([0, 0, 3, 700])
            )
            return try await call(
                "POST", "random-changes",
                "{\"count\":\(count),\"seed\":\(seed),\"spacingMilliseconds\":\(spacing)}")
        case .ties:
            let object = pick(Self.objects)
            let (name, value) = text(of: object)
            return try await call(
                "POST", "touch",
                "{\"type\":\"\(object)\",\"count\":\(number(1..<250)),"
                    + "\"properties\":{\"\(name)\":\"\(value)\"}}")
        case .clear, .write, .bigValue: return try await write(step)
        case .archive, .restore, .purge: return try await move(step)
        case .merge, .mergeAgain: return try await merge(again: step == .mergeAgain)
        case .link, .unlink: return try await link(removing: step == .unlink)
        case .calculate: return try await calculate()
        case .owner: return try await changeOwner()
        case .stage: return try await changeStage()
        case .property: return try await changeProperty()
        case .rates:
            return try await call(
                "PATCH", "account", "{\"exchangeRates\":{\"EUR\":0.\(number(70..<99))}}")
        case .time:
            let seconds = pick([1, 2, 5, 30, 61, 300, 301, 900, 3_600, 7_200, 30_000])
            return try await call("POST", "clock", "{\"advance\":\"\(seconds)s\"}")
        case .lag:
            let milliseconds = pick([0, 0, 2_000, 40_000, 290_000, 1_200_000, 3_000_000])
            return try await call("POST", "index-lag", "{\"milliseconds\":\(milliseconds)}")
        case .recordLag:
            let object = pick(Self.objects)
            guard let id = try await some(object) else { return nil }
            return try await call(
                "POST", "index-lag",
                "{\"type\":\"\(object)\",\"id\":\"\(id)\","
                    + "\"milliseconds\":\(pick([0, 90_000, 2_400_000]))}")
        case .pages:
            return try await call(
                "PATCH", "settings",
                "{\"associationPageSize\":\(pick([1, 2, 7, 500])),"
                    + "\"historyDepth\":\(pick(["null", "2"])),"
                    + "\"repeatsMergedRecords\":\(happens(50))}")
        }
    }

    /// Ends everything that keeps a truth from being seen: lag, archived properties, odd pages.
    mutating func settle() async throws {
        for (object, name) in archivedProperties {
            try await portal.control("POST", "properties/\(object)/\(name)/restore")
        }
        archivedProperties = []
        try await portal.control("POST", "index-lag", "{\"milliseconds\":0}")
        try await portal.advance("3h")
    }

    // MARK: - Records

    private static let objects = [
        "contacts", "companies", "deals", "calls", "meetings", "tasks", "notes", "emails",
    ]

    private struct IDs: Decodable {
        let live: [String]
        let archived: [String]
    }

    private mutating func some(_ object: String, archived: Bool = false) async throws -> String? {
        let ids = try await portal.control("GET", "ids/\(object)", as: IDs.self)
        let list = archived ? ids.archived : ids.live
        return list.isEmpty ? nil : pick(list)
    }

    /// A property that is read of a type, and a new value for it.
    private mutating func text(of object: String) -> (name: String, value: String) {
        let value = "v\(number(0..<1 << 30))"
        switch object {
        case "contacts": return (pick(["firstname", "lastname", "email"]), value)
        case "companies": return (pick(["name", "domain", "industry"]), value)
        case "deals":
            return pick([("dealname", value), ("amount", "\(number(1..<99_999)).5")])
        case "tasks": return ("hs_task_subject", value)
        default:
            return ("hs_timestamp", "2026-0\(number(1..<9))-1\(number(0..<9))T10:00:00.000Z")
        }
    }

    private mutating func write(_ step: Step) async throws -> String? {
        let object = pick(Self.objects)
        guard let id = try await some(object) else { return nil }
        var (name, value) = text(of: object)
        switch step {
        case .clear: value = pick(["\"\"", "null"])
        case .bigValue:
            guard ["contacts", "companies", "tasks"].contains(object) else { return nil }
            value = "\"" + String(repeating: "long ", count: 10_000) + "\(number(0..<99))\""
        default:
            if object == "deals", happens(50) {
                (name, value) = ("dealstage", try await someStage())
            }
            value = "\"\(value)\""
        }
        return try await call(
            "PATCH", "records/\(object)/\(id)", "{\"properties\":{\"\(name)\":\(value)}}")
    }

    private mutating func move(_ step: Step) async throws -> String? {
        let object = pick(Self.objects)
        // Privacy deletion also takes what is in the bin; so does its age.
        let fromBin = step == .restore || (step == .purge && happens(30))
        guard let id = try await some(object, archived: fromBin) else { return nil }
        return try await call("POST", "records/\(object)/\(id)/\(step.rawValue)")
    }

    private struct Survivor: Decodable {
        let id: String
    }

    private mutating func merge(again: Bool) async throws -> String? {
        let object = again ? lastMerge?.object : pick(["contacts", "companies", "deals"])
        guard let object, let other = try await some(object) else { return nil }
        let first = again ? lastMerge?.survivor : try await some(object)
        guard let first, first != other else { return nil }
        let (primary, secondary) = happens(50) ? (first, other) : (other, first)
        let form = happens(70) ? "new" : "old"
        let body =
            "{\"primary\":\"\(primary)\",\"secondary\":\"\(secondary)\",\"form\":\"\(form)\"}"
        guard let data = try await portal.attempt("POST", "records/\(object)/merge", body) else {
            return nil
        }
        lastMerge = (object, try JSONDecoder().decode(Survivor.self, from: data).id)
        return "\(object) \(body)"
    }

    private mutating func link(removing: Bool) async throws -> String? {
        let (from, to) = pick([
            ("deals", "contacts"), ("deals", "companies"), ("contacts", "companies"),
            ("meetings", "deals"), ("tasks", "deals"), ("notes", "deals"), ("calls", "deals"),
            ("emails", "deals"),
        ])
        guard let one = try await some(from), let two = try await some(to) else { return nil }
        let label = pick(["", ",\"label\":\"Primary\"", ",\"label\":\"Payer\",\"typeId\":77"])
        let body = { (target: String) in
            "{\"from\":{\"type\":\"\(from)\",\"id\":\"\(one)\"},"
                + "\"to\":{\"type\":\"\(to)\",\"id\":\"\(target)\"}\(label)}"
        }
        guard removing else { return try await call("POST", "associations", body(two)) }
        let data = try await portal.control("GET", "records/\(from)/\(one)")
        let links = try JSONDecoder().decode(RecordLine.self, from: data).associations[to] ?? []
        guard !links.isEmpty else { return nil }
        return try await call("POST", "associations/remove", body(pick(links).id))
    }

    private mutating func calculate() async throws -> String? {
        let (object, name) = pick([
            ("contacts", "hs_analytics_num_visits"), ("contacts", "hs_email_open"),
            ("deals", "hs_deal_stage_probability"), ("deals", "amount_in_home_currency"),
        ])
        guard let id = try await some(object) else { return nil }
        return try await call(
            "POST", "records/\(object)/\(id)/calculated",
            "{\"properties\":{\"\(name)\":\"0.\(number(1..<999))\"}}")
    }

    // MARK: - Reference data

    private struct Owners: Decodable {
        struct Owner: Decodable {
            let id: String
            let archived: Bool
        }

        let owners: [Owner]
    }

    private mutating func changeOwner() async throws -> String? {
        let owners = try await portal.control("GET", "owners", as: Owners.self).owners
        guard !owners.isEmpty else { return nil }
        let owner = pick(owners)
        if happens(20) {
            let id = "\(90_000_000 + number(0..<1_000_000))"
            _ = try await call(
                "POST", "owners",
                "{\"id\":\"\(id)\",\"email\":\"o\(id)@example.com\",\"firstName\":\"New\","
                    + "\"lastName\":\"Owner\"}")
            guard let deal = try await some("deals") else { return nil }
            return try await call(
                "PATCH", "records/deals/\(deal)",
                "{\"properties\":{\"hubspot_owner_id\":\"\(id)\"}}")
        }
        let change =
            happens(60) ? "\"archived\":\(!owner.archived)" : "\"firstName\":\"N\(number(0..<99))\""
        return try await call("PATCH", "owners/\(owner.id)", "{\(change)}")
    }

    private struct Pipelines: Decodable {
        struct Pipeline: Decodable {
            struct Stage: Decodable {
                let id: String
            }

            let id: String
            let stages: [Stage]
        }

        let pipelines: [Pipeline]
    }

    private mutating func someStage() async throws -> String {
        let pipelines = try await portal.control("GET", "pipelines", as: Pipelines.self).pipelines
        return pick(pipelines[0].stages).id
    }

    private mutating func changeStage() async throws -> String? {
        let pipelines = try await portal.control("GET", "pipelines", as: Pipelines.self).pipelines
        let pipeline = pick(pipelines)
        let stage = pick(pipeline.stages).id
        switch number(0..<6) {
        case 0:
            return try await call(
                "PATCH", "pipelines/\(pipeline.id)", "{\"label\":\"Pipeline \(number(0..<99))\"}")
        case 1:
            let id = "\(5_000_000_000 + number(0..<1_000_000))"
            return try await call(
                "POST", "pipelines/\(pipeline.id)/stages",
                "{\"id\":\"\(id)\",\"label\":\"Stage \(id)\",\"displayOrder\":\(number(0..<20)),"
                    + "\"metadata\":{\"isClosed\":\"false\",\"probability\":\"0.3\"}}")
        case 2:
            guard pipeline.stages.count > 6 else { return nil }
            return try await call("DELETE", "pipelines/\(pipeline.id)/stages/\(stage)")
        default:
            return try await call(
                "PATCH", "pipelines/\(pipeline.id)/stages/\(stage)",
                "{\"label\":\"L\(number(0..<99))\",\"probability\":\"0.\(number(0..<10))\"}")
        }
    }

    private mutating func changeProperty() async throws -> String? {
        if let (object, name) = archivedProperties.last, happens(50) {
            archivedProperties.removeLast()
            return try await call("POST", "properties/\(object)/\(name)/restore")
        }
        if happens(40) {
            customProperties += 1
            let name = "custom_\(customProperties)"
            return try await call(
                "POST", "properties/\(pick(Self.objects))",
                "{\"name\":\"\(name)\",\"label\":\"\(name)\",\"type\":\"string\"}")
        }
        let (object, name) = pick([
            ("contacts", "hs_lead_status"), ("companies", "industry"),
            ("tasks", "hs_task_subject"), ("contacts", "hs_email_open"),
        ])
        if happens(40) {
            return try await call(
                "PATCH", "properties/\(object)/\(name)", "{\"label\":\"Label \(number(0..<99))\"}")
        }
        guard !archivedProperties.contains(where: { $0.name == name }) else { return nil }
        archivedProperties.append((object, name))
        return try await call("DELETE", "properties/\(object)/\(name)")
    }

    private func call(_ method: String, _ path: String, _ body: String? = nil) async throws
        -> String?
    {
        guard try await portal.attempt(method, path, body) != nil else { return nil }
        return "\(path) \((body ?? "").prefix(160))"
    }
}

extension Portal {
    /// A control call that the portal may refuse.
    ///
    /// - Returns: the answer, or nil where it did.
    func attempt(_ method: String, _ path: String, _ body: String? = nil) async throws -> Data? {
        let answer = try await WebAnswer.fetch(
            "\(baseURL)/_control/\(path)", method: method, body: body)
        return (200..<300).contains(answer.status) ? answer.body : nil
    }
}
