import HubSpotModel
import LedgerTestSupport

@testable import Projections

extension RandomPortal {
    mutating func values(_ type: ObjectType, share: Int) -> [(String, String?)] {
        var values = (Self.properties[type] ?? []).compactMap { name -> (String, String?)? in
            // Few dates of stages: with many, everyone has become a customer.
            // Few deals with a source of their own: the others follow their contacts.
            let isRare =
                type == .contacts && Self.stageDates.contains(name)
                || type == .deals && name == "hs_analytics_source"
            return chance(isRare ? share / 6 : share) ? (name, value(of: name)) : nil
        }
        if type == .contacts, chance(30) { values += becomingCustomer() }
        return values
    }

    /// A create time, and a customer time some months later, to the millisecond.
    private mutating func becomingCustomer() -> [(String, String?)] {
        let created = moment()
        let customer = context.account.zone.adding(months: pick([0, 1, 2, 3, 6, 12]), to: created)
        let time = Instant(milliseconds: customer.milliseconds + pick([-1, 0, 0, 1]))
        let name = pick([
            "hs_v2_date_entered_customer", "hs_v2_date_entered_evangelist",
            "hs_lifecyclestage_customer_date",
        ])
        return [("createdate", created.description), (name, time.description)]
    }

    private static let stages = [
        "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer",
        "evangelist",
    ]

    private static let stageDates =
        stages.map { "hs_v2_date_entered_\($0)" } + stages.map { "hs_lifecyclestage_\($0)_date" }

    private static let properties: [ObjectType: [String]] = [
        .deals: [
            "dealname", "pipeline", "dealstage", "amount", "amount_in_home_currency",
            "deal_currency_code", "createdate", "closedate", "hubspot_owner_id", "hs_is_closed",
            "hs_is_closed_won", "hs_deal_stage_probability", "hs_analytics_source",
            "closed_won_reason", "closed_lost_reason", "notes_last_updated",
            "notes_last_contacted", "hs_merged_object_ids",
            "hs_v2_date_entered_1", "hs_v2_date_exited_1", "hs_v2_date_entered_2",
            "hs_date_entered_2", "hs_date_exited_2", "hs_v2_date_entered_won",
            "hs_v2_date_entered_a_b_4711", "hs_v2_date_exited_a_b_4711", "hs_date_entered_lost",
        ],
        .contacts: [
            "firstname", "lastname", "email", "createdate", "lifecyclestage", "hs_lead_status",
            "hubspot_owner_id", "hs_analytics_source", "hs_analytics_num_page_views",
            "hs_analytics_num_visits", "hs_analytics_first_visit_timestamp",
            "hs_analytics_last_visit_timestamp", "num_conversion_events",
            "recent_conversion_date", "hs_email_delivered", "hs_email_open", "hs_email_click",
            "hs_email_bounce", "hs_email_last_open_date", "hs_email_last_click_date",
            "hs_sales_email_last_replied", "num_contacted_notes", "notes_last_contacted",
            "hs_merged_object_ids", "hs_calculated_merged_vids",
        ] + stageDates,
        .companies: ["name", "domain", "industry", "createdate", "hs_merged_object_ids"],
        .calls: [
            "hs_timestamp", "hubspot_owner_id", "hs_call_status", "hs_call_disposition",
            "hs_call_duration",
        ],
        .emails: ["hs_timestamp", "hubspot_owner_id", "hs_email_direction", "hs_email_status"],
        .meetings: [
            "hs_timestamp", "hs_meeting_start_time", "hs_meeting_outcome", "hubspot_owner_id",
        ],
        .tasks: [
            "hs_timestamp", "hs_task_status", "hs_task_completion_date", "hs_task_subject",
            "hubspot_owner_id",
        ],
        .notes: ["hs_timestamp", "hubspot_owner_id"],
    ]

    mutating func value(of property: String) -> String? {
        switch property {
        case "pipeline": pick(["700001", "700001", "700001", " default ", "", "zzz"])
        case "dealstage":
            pick(["1", "1", "2", "3", "won", "won", "lost", "lost-1", "A-b", "ghost", "", " 2 "])
        case "amount", "amount_in_home_currency": amount()
        case "deal_currency_code": pick(["GBP", "gbp", "EUR", "eur ", "USD", "JPY", ""])
        case "hubspot_owner_id": pick(["11", "12", "13", "999", "chief", "", " 11"])
        case "hs_is_closed", "hs_is_closed_won": pick(["true", "false", "TRUE", "yes", ""])
        case "hs_deal_stage_probability":
            pick(["0.25", "0.33335", "1", "high", "", "-0.5", "999999999999999", "1e-9"])
        case "hs_analytics_source":
            pick([
                "OFFLINE", "offline", "REFERRALS", "Podcast", "", " ", "unknown", "Caf\u{E9}",
                "Cafe\u{301}", "Straße",
            ])
        case "closedate": chance(60) ? closeDate() : time()
        case "hs_analytics_last_visit_timestamp", "recent_conversion_date",
            "hs_email_last_open_date", "hs_email_last_click_date", "hs_sales_email_last_replied":
            chance(50) ? limit() : time()
        case "lifecyclestage":
            pick([
                "lead", "Customer", "marketingqualifiedlead", "SALESQUALIFIEDLEAD",
                "\u{A0}opportunity\u{3000}", "evangelist", "subscriber", "other", "Partner\u{E9}",
                "partnere\u{301}", "İ", "", " ",
            ])
        case "hs_lead_status":
            pick(["NEW", "new", " OPEN ", "(none)", "", "Gr\u{FC}n", "Gru\u{308}n"])
        case "industry":
            pick([
                "RETAIL", "Retail", "UNKNOWN", "", " ", "\u{FC}", "u\u{308}",
                "I\(Int.random(in: 0..<30, using: &random))",
            ])
        case "closed_won_reason", "closed_lost_reason":
            pick([
                "Price", "price", " PRICE ", "best  fit", "Best\u{A0}\t fit", "Not recorded", "",
                "  ", nil, "caf\u{E9}", "cafe\u{301}", "STRASSE", "Straße",
            ])
        case "hs_merged_object_ids", "hs_calculated_merged_vids":
            pick(["", "", "", mergedIDs(isCalculated: property != "hs_merged_object_ids")])
        case "hs_call_status": pick(["COMPLETED", "CANCELED", "failed", "QUEUED", "NO_ANSWER", ""])
        case "hs_call_disposition":
            pick([
                "f240bbac-87c9-4f6e-bf70-924b57d47db7", "F240BBAC-87C9-4F6E-BF70-924B57D47DB7", "x",
            ])
        case "hs_call_duration": pick(["60000", "61000.9", "-5", "long", ""])
        case "hs_email_direction": pick(["EMAIL", "", "INCOMING_EMAIL", "FORWARDED_EMAIL"])
        case "hs_email_status": pick(["SENT", "FAILED", "draft", ""])
        case "hs_meeting_outcome":
            pick(["COMPLETED", "completed", "NO_SHOW", "CANCELED", "RESCHEDULED", "SCHEDULED", ""])
        case "hs_task_status": pick(["COMPLETED", "NOT_STARTED", "DEFERRED", "WAITING", ""])
        case "dealname", "firstname", "lastname", "name", "domain", "hs_task_subject", "email":
            pick(["Alder", "Birch ", "<b>", "", nil, " ", "\u{2003}\u{A0}"])
        case "hs_analytics_num_page_views", "hs_analytics_num_visits", "num_conversion_events",
            "hs_email_delivered", "hs_email_open", "hs_email_click", "hs_email_bounce",
            "num_contacted_notes":
            pick([
                "0", "1", "2", "3", "7", "12", "25", "60", "1.9", "-3", "many", "", "1e1",
                "999999999999999", "1000000000000000",
            ])
        default: time()
        }
    }

    /// Days in months around `asOf`, three years back and more than one ahead; often the first.
    private mutating func closeDate() -> String {
        let today = context.account.zone.date(of: asOf)
        let month = today.firstOfMonth.adding(months: Int.random(in: -37...16, using: &random))
        let day = month.adding(days: pick([0, 0, -1, 1, Int.random(in: 0..<28, using: &random)]))
        let hours = Int64.random(in: 0..<23, using: &random)
        return Instant(
            milliseconds: context.account.zone.start(of: day).milliseconds + pick([0, hours])
                * 3_600_000
        ).description
    }

    /// An instant at one of the ages that scores and lists go by, to the millisecond.
    private mutating func limit() -> String {
        let ages: [Int64] = [
            604_800_000, 630_720_000, 1_209_600_000, 2_592_000_000, 7_776_000_000, 34_560_000_000,
            0,
        ]
        return Instant(milliseconds: asOf.milliseconds - pick(ages) + pick([-1, 0, 0, 1]))
            .description
    }

    private mutating func mergedIDs(isCalculated: Bool) -> String {
        let ids = (0..<Int.random(in: 1...2, using: &random)).map { _ in id().text }
        return isCalculated
            ? ids.map { "\($0):1700000000000" }.joined(separator: ";")
            : ids.joined(separator: pick([";", ",", "; ", ";;"]))
    }

    private mutating func amount() -> String {
        pick([
            "100", "100", "1e3", "12.345", "-50", "0", "1,000", "NaN", "999999999999999",
            "1000000000000000", " 7.5 ", ".5", "5.", "0.005", "-0.005", "1234567890.123456789012",
            "", "2500.25", "1E-2", "123456789012345678e-4", "\u{3000}80\u{A0}", "1e-400", "+7",
            "٣", "- 5", "1e", ".", "12e4294967296",
        ])
    }

    // MARK: Times

    /// A time in one of the forms that occur, near what decides: `asOf`, the starts of days,
    /// months and years, clock changes, and a year before.
    mutating func time() -> String {
        switch Int.random(in: 0..<24, using: &random) {
        case 0: return pick(["", " ", "yesterday", "2026-02-30T10:00:00Z", "0", "-5", "99999999"])
        case 1:
            return pick([
                "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1970-01-01",
                "2199-12-31T23:59:59.999Z", "2200-01-01T00:00:00Z", "100000000",
            ])
        default: break
        }
        let instant = moment()
        guard Instant.supported.contains(instant) else { return instant.description }
        let full = instant.description
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return context.account.zone.date(of: instant).description
        case 1: return String(instant.milliseconds)
        case 2: return String(full.prefix(19)) + "+05:45"
        case 3: return " " + full + "\u{A0}"
        case 4: return String(full.prefix(10)) + " " + String(full.dropFirst(11).prefix(5))
        case 5: return String(full.prefix(19)) + "Z"
        case 6: return String(full.dropLast()) + "999999Z"
        case 7: return String(full.dropLast()) + "-0330"
        default: return full
        }
    }

    private mutating func moment() -> Instant {
        let zone = context.account.zone
        let hour: Int64 = 3_600_000
        let today = zone.date(of: asOf)
        func start(_ date: CivilDate) -> Int64 { zone.start(of: date).milliseconds }
        let base: Int64
        switch Int.random(in: 0..<10, using: &random) {
        case 0: base = asOf.milliseconds
        case 1:
            let days = pick([-371, -366, -365, -364, -90, -31, -30, -8, -7, -1, 0, 1, 2, 7, 31])
            base = start(today.adding(days: days))
        case 2:
            base = start(today.firstOfMonth.adding(months: Int.random(in: -26...7, using: &random)))
        case 3: base = start(today.firstOfYear.adding(months: pick([-24, -12, 0, 12])))
        case 4: base = start(today.monday.adding(days: pick([-14, -7, 0, 7])))
        case 5:
            let near = zone.transitions.filter {
                abs($0.second * 1000 - asOf.milliseconds) < 2 * 366 * 24 * hour
            }
            base = near.isEmpty ? asOf.milliseconds : pick(near).second * 1000
        case 6:
            // Whole days before asOf, for limits that count elapsed time.
            let days = pick([7, 14, 30, 90].map { Int64($0) })
            base = asOf.milliseconds - days * 24 * hour
        default:
            base =
                asOf.milliseconds - Int64.random(in: -40...420, using: &random) * 24 * hour
                + Int64.random(in: 0..<24, using: &random) * hour
        }
        let offset = pick([
            0, 0, 0, -1, 1, -hour, hour, hour / 2, -hour / 2, 59_999, -24 * hour, 24 * hour,
        ])
        return Instant(milliseconds: base + offset)
    }
}
