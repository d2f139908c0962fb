import HubSpotModel

/// The values of one invented record.
struct SyntheticValues {
    static let owners = (0..<12).map { "\(70_000_001 + $0)" }
    static let stages = [
        "appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "decisionmakerboughtin",
        "contractsent", "closedwon", "closedlost",
    ]
    private static let sources = [
        "ORGANIC_SEARCH", "PAID_SEARCH", "DIRECT_TRAFFIC", "REFERRALS", "OFFLINE",
    ]
    private static let taskStates = ["NOT_STARTED", "IN_PROGRESS", "COMPLETED"]
    private static let outcomes = ["SCHEDULED", "COMPLETED", "NO_SHOW", "CANCELED"]
    private static let callStates = ["COMPLETED", "NO_ANSWER", "BUSY"]

    let createdAt: Int64
    var random: SplitMix64

    /// The tracked properties of a type that have a value.
    mutating func properties(of object: ObjectType) -> [NamedValue] {
        var names = TrackedProperties.fixed(object)
        // Merged ids are rare, and no record of this portal was merged.
        names.removeAll { $0.contains("merged") }
        return names.map { NamedValue(name: $0, value: value(of: $0)) }
    }

    private mutating func value(of name: String) -> String {
        switch name {
        case "hubspot_owner_id": pick(Self.owners)
        case "pipeline": "default"
        case "dealstage": pick(Self.stages)
        case "deal_currency_code": "GBP"
        case "lifecyclestage": pick(TrackedProperties.lifecycleStages)
        case "hs_lead_status": pick(["NEW", "OPEN", "IN_PROGRESS", "UNQUALIFIED"])
        case "hs_analytics_source": pick(Self.sources)
        case "hs_task_status": pick(Self.taskStates)
        case "hs_meeting_outcome": pick(Self.outcomes)
        case "hs_call_status": pick(Self.callStates)
        case "hs_call_disposition": "f240bbac-87c9-4f6e-bf70-924b57d47db7"
        case "hs_email_direction": pick(["EMAIL", "INCOMING_EMAIL"])
        case "hs_email_status": "SENT"
        case "hs_is_closed", "hs_is_closed_won": "false"
        case "hs_deal_stage_probability": "0.\(1 + random.below(9))"
        case "amount", "amount_in_home_currency":
            "\(500 + random.below(40_000)).\(10 + random.below(90))"
        case "email": "\(word())@\(word()).example"
        case "industry": pick(["COMPUTER_SOFTWARE", "RETAIL", "CONSTRUCTION", "BANKING"])
        case "firstname", "lastname", "dealname", "name", "domain", "hs_task_subject",
            "closed_won_reason", "closed_lost_reason":
            "\(word()) \(word())"
        case "createdate": Instant(milliseconds: createdAt).description
        case _
        where name.contains("date") || name.contains("timestamp") || name.contains("_time")
            || name.contains("contacted") || name.contains("updated") || name.contains("replied"):
            Instant(milliseconds: createdAt + Int64(random.below(30_000_000)) * 1000).description
        default: "\(random.below(400))"
        }
    }

    private mutating func pick(_ values: [String]) -> String { values[random.below(values.count)] }

    private mutating func word() -> String {
        let syllables = ["ka", "lo", "mi", "ren", "sta", "tor", "vel", "wyn", "os", "ber"]
        return (0..<2 + random.below(3)).map { _ in pick(syllables) }.joined().capitalizedFirst
    }

    /// Three new values; in each turn others than in the one before.
    static func change(_ object: ObjectType, turn: Int, time: Int64) -> [NamedValue] {
        let instant = Instant(milliseconds: time).description
        func cycle(_ values: [String]) -> String { values[(turn + 1) % values.count] }
        let values: [(String, String)] =
            switch object {
            case .deals:
                [
                    ("dealstage", cycle(stages)), ("amount", "\(1000 + turn).25"),
                    ("closedate", instant),
                ]
            case .tasks:
                [
                    ("hs_timestamp", instant), ("hs_task_status", cycle(taskStates)),
                    ("hubspot_owner_id", cycle(owners)),
                ]
            case .meetings:
                [
                    ("hs_meeting_start_time", instant), ("hs_meeting_outcome", cycle(outcomes)),
                    ("hubspot_owner_id", cycle(owners)),
                ]
            case .calls:
                [
                    ("hs_timestamp", instant), ("hs_call_duration", "\(1000 + turn)"),
                    ("hubspot_owner_id", cycle(owners)),
                ]
            default:
                [
                    ("lifecyclestage", cycle(TrackedProperties.lifecycleStages)),
                    ("hs_analytics_num_page_views", "\(1000 + turn)"),
                    ("notes_last_contacted", instant),
                ]
            }
        return values.map { NamedValue(name: $0.0, value: $0.1) }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
