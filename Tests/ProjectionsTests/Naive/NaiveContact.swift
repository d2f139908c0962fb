import HubSpotModel

@testable import Projections

/// A contact read from its text.
struct NaiveContact {
    let key: RecordKey
    let created: Instant?
    let lifecycle: NaiveText?
    let source: NaiveText
    let status: NaiveText
    let owner: String?
    let name: String
    /// The first date of each stage by its name.
    let own: [String: Instant]
    let replied: Instant?
    let contacted: Instant?
    let signals: [String: Instant]
    let counters: [String: Int64]

    static let funnel = [
        "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer",
    ]

    init(_ key: RecordKey, _ portal: NaivePortal) {
        self.key = key
        created = portal.instant(key, "createdate") ?? portal.instant(key, "createdAt")
        lifecycle = (portal.text(key, "lifecyclestage")?.lowercasedPerCharacter).map(NaiveText.init)
        source = NaiveText(portal.upper(key, "hs_analytics_source") ?? "UNKNOWN")
        status = NaiveText(portal.text(key, "hs_lead_status") ?? "(none)")
        owner = portal.owner(key)
        let names = [portal.text(key, "firstname"), portal.text(key, "lastname")].compactMap { $0 }
        name = names.isEmpty ? "Contact \(key.id.text)" : names.joined(separator: " ")
        var own: [String: Instant] = [:]
        for stage in Self.funnel + ["evangelist"] {
            own[stage] = [
                portal.instant(key, "hs_v2_date_entered_\(stage)"),
                portal.instant(key, "hs_lifecyclestage_\(stage)_date"),
            ].compactMap { $0 }.min()
        }
        self.own = own
        replied = portal.instant(key, "hs_sales_email_last_replied")
        contacted = portal.instant(key, "notes_last_contacted")
        var signals: [String: Instant] = [:]
        for name in [
            "hs_analytics_first_visit_timestamp", "hs_analytics_last_visit_timestamp",
            "recent_conversion_date", "hs_email_last_open_date", "hs_email_last_click_date",
        ] {
            signals[name] = portal.instant(key, name)
        }
        self.signals = signals
        var counters: [String: Int64] = [:]
        for name in [
            "hs_analytics_num_page_views", "hs_analytics_num_visits", "num_conversion_events",
            "hs_email_delivered", "hs_email_open", "hs_email_click", "hs_email_bounce",
            "num_contacted_notes",
        ] {
            counters[name] = portal.counter(key, name)
        }
        self.counters = counters
    }

    func has(_ stage: String) -> Bool {
        let place = Self.funnel.firstIndex(of: stage) ?? 0
        let later = Self.funnel[place...] + ["evangelist"]
        return lifecycle.map { later.contains($0.text) } ?? false
            || later.contains { own[$0] != nil }
    }

    func time(_ stage: String) -> Instant? {
        if let time = own[stage] { return time }
        let place = Self.funnel.firstIndex(of: stage) ?? 0
        let later = Self.funnel[(place + 1)...] + ["evangelist"]
        if let time = later.compactMap({ own[$0] }).min() { return time }
        return has(stage) ? created : nil
    }

    func count(_ name: String) -> Int64 { counters[name] ?? 0 }

    var webScore: Int64 {
        5 * min(count("num_conversion_events"), 10) + 2 * min(count("hs_analytics_num_visits"), 20)
            + min(count("hs_analytics_num_page_views"), 50) + 3 * min(count("hs_email_click"), 10)
            + min(count("hs_email_open"), 20)
    }

    func lastSignal(before asOf: Instant) -> Instant? {
        [
            "hs_analytics_last_visit_timestamp", "recent_conversion_date",
            "hs_email_last_open_date", "hs_email_last_click_date",
        ].compactMap { signals[$0] }.filter { $0 < asOf }.max()
    }

    func lastEngaged(before asOf: Instant) -> Instant? {
        [lastSignal(before: asOf), replied].compactMap { $0 }.filter { $0 < asOf }.max()
    }

    func score(at asOf: Instant) -> Int64 {
        var score = webScore + 2 * min(count("num_contacted_notes"), 20)
        if let replied, replied < asOf { score += 10 }
        if let last = lastEngaged(before: asOf) {
            let hours = Rational(asOf.milliseconds - last.milliseconds)
                .divided(by: Rational(3_600_000))
            for (days, points) in [(7, 30), (30, 20), (90, 10)] {
                if let hours, !(Rational(days * 24) < hours) { return score + Int64(points) }
            }
        }
        return score
    }
}

/// A text that is equal to another only when all bytes are.
struct NaiveText: Hashable, Comparable {
    let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
    static func < (left: Self, right: Self) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension NaivePortal {
    func counter(_ key: RecordKey, _ name: String) -> Int64 {
        max(0, text(key, name).flatMap { ExactDecimal(parsing: $0) }?.truncated(scale: 0) ?? 0)
    }

    /// Live contacts in id order.
    func readContacts() -> [NaiveContact] {
        keys(.contacts).filter(isLive).map { NaiveContact($0, self) }
    }

    static func label(_ source: String) -> String {
        switch source {
        case "ORGANIC_SEARCH": "Organic search"
        case "PAID_SEARCH": "Paid search"
        case "EMAIL_MARKETING": "Email marketing"
        case "SOCIAL_MEDIA": "Organic social"
        case "REFERRALS": "Referrals"
        case "OTHER_CAMPAIGNS": "Other campaigns"
        case "DIRECT_TRAFFIC": "Direct traffic"
        case "OFFLINE": "Offline sources"
        case "PAID_SOCIAL": "Paid social"
        case "AI_REFERRALS": "AI referrals"
        case "UNKNOWN": "Unknown"
        default: source
        }
    }
}
