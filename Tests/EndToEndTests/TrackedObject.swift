import Testing

/// What hubledger promises to read of one object type, written from the metric dictionary,
/// section 14, and not from the program.
struct TrackedObject: Sendable, CustomTestStringConvertible {
    let name: String
    let properties: Set<String>
    /// Beginnings of names that depend on the portal's stages.
    var prefixes: [String] = []
    /// The objects to which links are read on this side.
    let links: Set<String>

    var testDescription: String { name }

    func reads(_ property: String) -> Bool {
        // The stage that a deal is in now is no stage id, and says nothing new.
        properties.contains(property)
            || prefixes.contains { property.hasPrefix($0) }
                && !property.hasSuffix("_current_stage")
    }

    static let all = [
        contacts, companies, deals,
        TrackedObject(
            name: "calls",
            properties: [
                "hs_timestamp", "hubspot_owner_id", "hs_call_status", "hs_call_disposition",
                "hs_call_duration",
            ], links: ["deals"]),
        TrackedObject(
            name: "meetings",
            properties: [
                "hs_timestamp", "hs_meeting_start_time", "hs_meeting_outcome", "hubspot_owner_id",
            ], links: ["deals"]),
        TrackedObject(
            name: "tasks",
            properties: [
                "hs_timestamp", "hs_task_status", "hs_task_completion_date", "hs_task_subject",
                "hubspot_owner_id",
            ], links: ["deals"]),
        TrackedObject(
            name: "notes", properties: ["hs_timestamp", "hubspot_owner_id"], links: ["deals"]),
        TrackedObject(
            name: "emails",
            properties: [
                "hs_timestamp", "hubspot_owner_id", "hs_email_direction", "hs_email_status",
            ], links: ["deals"]),
    ]

    private static let stages = [
        "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity",
        "customer", "evangelist", "other",
    ]

    private static let contacts = TrackedObject(
        name: "contacts",
        properties: Set(
            [
                "firstname", "lastname", "email", "createdate", "lifecyclestage", "hs_lead_status",
                "hubspot_owner_id", "hs_analytics_source", "hs_analytics_num_page_views",
                "hs_analytics_num_visits", "hs_analytics_first_visit_timestamp",
                "hs_analytics_last_visit_timestamp", "num_conversion_events",
                "recent_conversion_date", "hs_email_delivered", "hs_email_open", "hs_email_click",
                "hs_email_bounce", "hs_email_last_open_date", "hs_email_last_click_date",
                "hs_sales_email_last_replied", "num_contacted_notes", "notes_last_contacted",
                "hs_merged_object_ids", "hs_calculated_merged_vids",
            ] + stages.map { "hs_lifecyclestage_\($0)_date" }
                + stages.map { "hs_v2_date_entered_\($0)" }),
        links: ["companies"])

    private static let companies = TrackedObject(
        name: "companies",
        properties: ["name", "domain", "industry", "createdate", "hs_merged_object_ids"],
        links: [])

    private static let deals = TrackedObject(
        name: "deals",
        properties: [
            "dealname", "pipeline", "dealstage", "amount", "amount_in_home_currency",
            "deal_currency_code", "createdate", "closedate", "hubspot_owner_id", "hs_is_closed",
            "hs_is_closed_won", "hs_deal_stage_probability", "hs_analytics_source",
            "closed_won_reason", "closed_lost_reason", "notes_last_updated",
            "notes_last_contacted", "hs_merged_object_ids",
        ],
        prefixes: [
            "hs_v2_date_entered_", "hs_v2_date_exited_", "hs_date_entered_", "hs_date_exited_",
        ], links: ["contacts", "companies"])
}
