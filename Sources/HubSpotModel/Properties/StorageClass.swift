/// How the log keeps the values of a property.
package enum StorageClass: Sendable, Equatable {
    /// One of a limited set of texts, kept once in the symbol table.
    case code
    /// A number or a time where the text is one in canonical form; else the text itself.
    case scalar
    /// Text about a person or their business: kept beside the log, erasable.
    case personal

    /// Version of the closed list below; written into every ledger, raised with any change.
    package static let listVersion: UInt16 = 1

    /// The class of a property that hubledger reads by itself.
    ///
    /// A property that is not listed is personal: text that nobody has judged is kept erasable.
    package static func of(_ property: String, of object: ObjectType) -> StorageClass {
        if let listed = listed[property] { return listed }
        switch object {
        case .pipelines, .account: return property == "displayOrder" ? .scalar : .code
        case .owners: return ownerCodes.contains(property) ? .code : .personal
        default: break
        }
        if property.hasPrefix("hs_v2_date_") || property.hasPrefix("hs_date_entered_")
            || property.hasPrefix("hs_date_exited_")
            || property.hasPrefix("hs_lifecyclestage_")
        {
            return .scalar
        }
        return .personal
    }

    private static let ownerCodes: Set<String> = ["type", "archived"]

    private static let listed: [String: StorageClass] = {
        var classes: [String: StorageClass] = [:]
        for name in [
            "lifecyclestage", "hs_lead_status", "hubspot_owner_id", "hs_analytics_source",
            "industry", "pipeline", "dealstage", "deal_currency_code", "hs_is_closed",
            "hs_is_closed_won", "hs_call_status", "hs_call_disposition", "hs_email_direction",
            "hs_email_status", "hs_meeting_outcome", "hs_task_status",
        ] {
            classes[name] = .code
        }
        for name in [
            "createdAt", "archivedAt", "mergedInto", "createdate", "closedate", "amount",
            "amount_in_home_currency", "hs_deal_stage_probability", "notes_last_updated",
            "notes_last_contacted", "hs_timestamp", "hs_meeting_start_time",
            "hs_task_completion_date", "hs_call_duration", "hs_analytics_num_page_views",
            "hs_analytics_num_visits", "hs_analytics_first_visit_timestamp",
            "hs_analytics_last_visit_timestamp", "num_conversion_events",
            "recent_conversion_date", "hs_email_delivered", "hs_email_open", "hs_email_click",
            "hs_email_bounce", "hs_email_last_open_date", "hs_email_last_click_date",
            "hs_sales_email_last_replied", "num_contacted_notes", "hs_merged_object_ids",
            "hs_calculated_merged_vids", "userId",
        ] {
            classes[name] = .scalar
        }
        return classes
    }()
}
