/// The properties of each object that hubledger reads, and how the log keeps them.
///
/// Source: metric dictionary, section 14.
package enum TrackedProperties {
    /// The default lifecycle stages, in HubSpot's order.
    package static let lifecycleStages = [
        "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity",
        "customer", "evangelist", "other",
    ]

    /// The properties with a fixed name that are read of every record of a type.
    package static func fixed(_ object: ObjectType) -> [String] {
        switch object {
        case .contacts: contacts
        case .companies: ["name", "domain", "industry", "createdate", "hs_merged_object_ids"]
        case .deals: deals
        case .calls:
            [
                "hs_timestamp", "hubspot_owner_id", "hs_call_status", "hs_call_disposition",
                "hs_call_duration",
            ]
        case .emails:
            ["hs_timestamp", "hubspot_owner_id", "hs_email_direction", "hs_email_status"]
        case .meetings:
            [
                "hs_timestamp", "hs_meeting_start_time", "hs_meeting_outcome", "hubspot_owner_id",
            ]
        case .tasks:
            [
                "hs_timestamp", "hs_task_status", "hs_task_completion_date", "hs_task_subject",
                "hubspot_owner_id",
            ]
        case .notes: ["hs_timestamp", "hubspot_owner_id"]
        case .owners, .pipelines, .account: []
        }
    }

    /// The start of names that depend on the portal's stages; the catalogue says which exist.
    package static func prefixes(_ object: ObjectType) -> [String] {
        object == .deals
            ? [
                "hs_v2_date_entered_", "hs_v2_date_exited_", "hs_date_entered_",
                "hs_date_exited_",
            ] : []
    }

    /// The properties whose every kept version becomes an event.
    package static func withHistory(_ object: ObjectType) -> [String] {
        object == .deals
            ? [
                "dealstage", "pipeline", "amount", "amount_in_home_currency",
                "deal_currency_code", "closedate", "hubspot_owner_id",
            ] : []
    }

    private static let contacts: [String] =
        [
            "firstname", "lastname", "email", "createdate", "lifecyclestage", "hs_lead_status",
            "hubspot_owner_id", "hs_analytics_source", "hs_analytics_num_page_views",
            "hs_analytics_num_visits", "hs_analytics_first_visit_timestamp",
            "hs_analytics_last_visit_timestamp", "num_conversion_events",
            "recent_conversion_date", "hs_email_delivered", "hs_email_open", "hs_email_click",
            "hs_email_bounce", "hs_email_last_open_date", "hs_email_last_click_date",
            "hs_sales_email_last_replied", "num_contacted_notes", "notes_last_contacted",
            "hs_merged_object_ids", "hs_calculated_merged_vids",
        ] + lifecycleStages.map { "hs_v2_date_entered_\($0)" }
        + lifecycleStages.map { "hs_lifecyclestage_\($0)_date" }

    private static let deals = [
        "dealname", "pipeline", "dealstage", "amount", "amount_in_home_currency",
        "deal_currency_code", "createdate", "closedate", "hubspot_owner_id", "hs_is_closed",
        "hs_is_closed_won", "hs_deal_stage_probability", "hs_analytics_source",
        "closed_won_reason", "closed_lost_reason", "notes_last_updated", "notes_last_contacted",
        "hs_merged_object_ids",
    ]
}
