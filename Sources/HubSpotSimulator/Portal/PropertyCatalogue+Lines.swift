extension PropertyCatalogue {
    static func text(_ kind: ObjectKind) -> String {
        switch kind {
        case .contacts: contacts
        case .companies: companies
        case .deals: deals
        case .calls: activity + calls
        case .meetings: activity + meetings
        case .tasks: activity + tasks
        case .notes: activity + notes
        case .emails: activity + emails
        }
    }

    private static let contacts = """
        firstname string text contactinformation - First Name
        lastname string text contactinformation - Last Name
        email string text contactinformation u Email
        phone phone_number phonenumber contactinformation - Phone Number
        jobtitle string text contactinformation - Job Title
        company string text contactinformation - Company Name
        city string text contactinformation a City
        country string text contactinformation a Country/Region
        website string text contactinformation a Website URL
        createdate datetime date contactinformation r Create Date
        lastmodifieddate datetime date contactinformation r Last Modified Date
        hs_lastmodifieddate datetime date contactinformation rh Object last modified date/time
        hs_object_id number number contactinformation ru Record ID
        hs_object_source string text contactinformation r Record source
        hs_object_source_label enumeration select contactinformation r Record source label
        hs_object_source_id string text contactinformation r Record source ID
        lifecyclestage enumeration radio contactinformation e Lifecycle Stage
        hs_lead_status enumeration radio sales_properties - Lead Status
        hubspot_owner_id enumeration select sales_properties e Contact owner
        hubspot_owner_assigneddate datetime date sales_properties r Owner Assigned Date
        hubspot_team_id enumeration select sales_properties re HubSpot Team
        hs_analytics_source enumeration select analyticsinformation - Original Traffic Source
        hs_analytics_source_data_1 string text analyticsinformation r Original Source Drill-Down 1
        hs_analytics_source_data_2 string text analyticsinformation r Original Source Drill-Down 2
        hs_latest_source enumeration select analyticsinformation r Latest Traffic Source
        hs_analytics_num_page_views number number analyticsinformation r Number of Pageviews
        hs_analytics_num_visits number number analyticsinformation r Number of Sessions
        hs_analytics_num_event_completions number number analyticsinformation r Event Completions
        hs_analytics_average_page_views number number analyticsinformation r Average Pageviews
        hs_analytics_revenue number number analyticsinformation r Event Revenue
        hs_analytics_first_timestamp datetime date analyticsinformation r Time First Seen
        hs_analytics_first_visit_timestamp datetime date analyticsinformation r First Session
        hs_analytics_last_visit_timestamp datetime date analyticsinformation r Last Session
        num_conversion_events number number conversioninformation c Number of Form Submissions
        num_unique_conversion_events number number conversioninformation c Unique Forms Submitted
        first_conversion_event_name string text conversioninformation c First Conversion
        first_conversion_date datetime date conversioninformation c First Conversion Date
        recent_conversion_event_name string text conversioninformation c Recent Conversion
        recent_conversion_date datetime date conversioninformation c Recent Conversion Date
        hs_email_delivered number number emailinformation r Marketing emails delivered
        hs_email_open number number emailinformation r Marketing emails opened
        hs_email_click number number emailinformation r Marketing emails clicked
        hs_email_bounce number number emailinformation r Marketing emails bounced
        hs_email_replied number number emailinformation r Marketing emails replied
        hs_email_optout bool booleancheckbox emailinformation r Unsubscribed from all email
        hs_email_last_open_date datetime date emailinformation r Last marketing email open date
        hs_email_last_click_date datetime date emailinformation r Last marketing email click date
        hs_sales_email_last_replied datetime date sales_properties r Recent Sales Email Replied Date
        num_contacted_notes number number contact_activity r Number of times contacted
        num_notes number number contact_activity r Number of Sales Activities
        notes_last_contacted datetime date contact_activity r Last Contacted
        notes_last_updated datetime date contact_activity r Last Activity Date
        notes_next_activity_date datetime date contact_activity r Next Activity Date
        hubspotscore number calculation_score contactinformation c HubSpot Score
        hs_predictivecontactscore_v2 number number contactscoring r Likelihood to close
        associatedcompanyid number number contactinformation - Primary Associated Company ID
        num_associated_deals number calculation_rollup deal_information c Number of Associated Deals
        first_deal_created_date datetime calculation_rollup deal_information c First Deal Created Date
        recent_deal_close_date datetime calculation_rollup deal_information c Recent Deal Close Date
        recent_deal_amount number calculation_rollup deal_information cm Recent Deal Amount
        total_revenue number calculation_rollup deal_information cm Total Revenue
        closedate datetime date contactinformation c Close Date
        days_to_close number calculation_equation contactinformation c Days To Close
        hs_is_unworked bool calculation_equation contact_activity c Contact unworked
        hs_time_to_first_engagement number calculation_equation sales_properties c Lead response time
        hs_first_outreach_date datetime date sales_properties c First outreach date
        hs_sa_first_engagement_date datetime date sales_properties r Date of first engagement
        hs_merged_object_ids enumeration checkbox contactinformation r Merged record IDs
        hs_calculated_merged_vids enumeration calculation_equation contactinformation c Merged vids
        hs_all_contact_vids enumeration checkbox contactinformation r All vids for a contact
        hs_is_merge_revertible bool booleancheckbox contactinformation rh Merge is revertible
        """

    private static let companies = """
        name string text companyinformation - Company name
        domain string text companyinformation u Company Domain Name
        industry enumeration select companyinformation s Industry
        phone phone_number phonenumber companyinformation - Phone Number
        city string text companyinformation a City
        country string text companyinformation a Country/Region
        website string text companyinformation a Website URL
        type enumeration select companyinformation - Type
        annualrevenue number number companyinformation m Annual Revenue
        numberofemployees number number companyinformation - Number of Employees
        lifecyclestage enumeration radio companyinformation e Lifecycle Stage
        hs_lead_status enumeration radio companyinformation - Lead Status
        hubspot_owner_id enumeration select companyinformation e Company owner
        createdate datetime date companyinformation r Create Date
        hs_lastmodifieddate datetime date companyinformation r Last Modified Date
        hs_createdate datetime date companyinformation rh Object create date/time
        hs_object_id number number companyinformation ru Record ID
        hs_object_source_label enumeration select companyinformation r Record source label
        hs_merged_object_ids enumeration checkbox companyinformation r Merged record IDs
        hs_parent_company_id number number companyinformation r Parent Company
        hs_analytics_source enumeration select analyticsinformation - Original Traffic Source
        hs_analytics_source_data_1 string text analyticsinformation r Original Source Drill-Down 1
        hs_analytics_source_data_2 string text analyticsinformation r Original Source Drill-Down 2
        hs_analytics_latest_source enumeration select analyticsinformation r Latest Traffic Source
        hs_analytics_num_page_views number calculation_rollup analyticsinformation - Page Views
        hs_analytics_num_visits number calculation_rollup analyticsinformation - Sessions
        num_associated_contacts number calculation_rollup companyinformation c Associated Contacts
        num_associated_deals number calculation_rollup companyinformation c Associated Deals
        hs_num_open_deals number calculation_rollup companyinformation c Number of open deals
        hs_total_deal_value number calculation_rollup companyinformation cm Total open deal value
        total_revenue number calculation_rollup companyinformation cm Total Revenue
        recent_deal_amount number calculation_rollup companyinformation cm Recent Deal Amount
        recent_deal_close_date datetime calculation_rollup companyinformation c Recent Deal Close
        first_deal_created_date datetime calculation_rollup companyinformation c First Deal Created
        hs_num_child_companies number calculation_rollup companyinformation c Child Companies
        hs_num_decision_makers number calculation_rollup companyinformation c Decision Makers
        num_conversion_events number calculation_rollup companyinformation c Form Submissions
        notes_last_contacted datetime date companyinformation r Last Contacted
        notes_last_updated datetime date companyinformation r Last Activity Date
        num_contacted_notes number number companyinformation r Number of times contacted
        num_notes number number companyinformation r Number of Sales Activities
        closedate datetime date companyinformation c Close Date
        days_to_close number calculation_equation companyinformation c Days to Close
        """

    private static let deals = """
        dealname string text dealinformation - Deal Name
        pipeline enumeration select dealinformation e Pipeline
        dealstage enumeration radio dealinformation e Deal Stage
        amount number number dealinformation m Amount
        amount_in_home_currency number calculation_equation dealinformation cm Amount (company currency)
        deal_currency_code enumeration select dealinformation - Currency
        hs_exchange_rate number number dealinformation r Exchange rate
        closedate datetime date dealinformation - Close Date
        createdate datetime date dealinformation - Create Date
        hs_createdate datetime date dealinformation rh HubSpot Create Date
        hs_lastmodifieddate datetime date dealinformation r Last Modified Date
        hs_object_id number number dealinformation ru Record ID
        hs_object_source_label enumeration select dealinformation r Record source label
        hubspot_owner_id enumeration select dealinformation e Deal owner
        hubspot_owner_assigneddate datetime date dealinformation r Owner assigned date
        hubspot_team_id enumeration select dealinformation re HubSpot Team
        hs_all_owner_ids enumeration checkbox dealinformation re All owner ids
        dealtype enumeration radio dealinformation - Deal Type
        description string textarea dealinformation a Deal Description
        closed_lost_reason string textarea dealinformation - Closed Lost Reason
        closed_won_reason string textarea dealinformation - Closed Won Reason
        hs_manual_forecast_category enumeration select dealinformation - Forecast category
        hs_is_closed bool calculation_equation dealinformation c Is Deal Closed?
        hs_is_closed_won bool calculation_equation dealinformation c Is Closed Won
        hs_is_closed_lost bool calculation_equation dealinformation c Is closed lost
        hs_closed_won_count number calculation_equation dealinformation c Is Closed Won (numeric)
        hs_is_closed_count number calculation_equation dealinformation c Is Closed (numeric)
        hs_is_open_count number calculation_equation dealinformation c Is Open (numeric)
        hs_deal_stage_probability number calculation_equation dealinformation c Deal probability
        hs_projected_amount number calculation_equation dealinformation cm Weighted amount
        hs_projected_amount_in_home_currency number calculation_equation dealinformation cm Weighted amount in company currency
        hs_forecast_amount number calculation_equation dealinformation cm Forecast amount
        hs_forecast_probability number number dealinformation - Forecast probability
        hs_closed_amount number calculation_equation dealinformation cm Closed Deal Amount
        hs_closed_amount_in_home_currency number calculation_equation dealinformation cm Closed Deal Amount In Home Currency
        hs_open_amount_in_home_currency number calculation_equation dealinformation cm Open Amount In Home Currency
        hs_closed_won_date datetime calculation_equation dealinformation c Closed Won Date
        hs_closed_deal_close_date number calculation_equation dealinformation c Closed Deal Close Date
        hs_open_deal_create_date number calculation_equation dealinformation c Open Deal Create Date
        days_to_close number calculation_equation dealinformation c Days to close
        hs_days_to_close_raw number calculation_equation dealinformation c Days to close (raw)
        hs_v2_date_entered_current_stage datetime calculation_read_time dealinformation r Date entered current stage
        hs_v2_time_in_current_stage datetime calculation_read_time dealinformation r Time in current stage
        hs_deal_score number number dealinformation r Deal Score
        num_associated_contacts number calculation_rollup dealinformation c Number of Associated Contacts
        notes_last_contacted datetime date deal_activity r Last Contacted
        notes_last_updated datetime date deal_activity r Last Activity Date
        notes_next_activity_date datetime date deal_activity r Next Activity Date
        num_contacted_notes number number deal_activity r Number of times contacted
        num_notes number number deal_activity r Number of Sales Activities
        hs_analytics_source enumeration select analyticsinformation r Original Traffic Source
        hs_analytics_source_data_1 string text analyticsinformation r Original Source Data 1
        hs_analytics_source_data_2 string text analyticsinformation r Original Source Data 2
        hs_analytics_latest_source enumeration select analyticsinformation r Latest Traffic Source
        hs_acv number calculation_equation dealinformation cm Annual contract value
        hs_arr number calculation_equation dealinformation cm Annual recurring revenue
        hs_mrr number calculation_equation dealinformation cm Monthly recurring revenue
        hs_tcv number calculation_equation dealinformation cm Total contract value
        hs_merged_object_ids enumeration checkbox dealinformation r Merged record IDs
        """

    private static let activity = """
        hs_timestamp datetime date engagement - Activity date
        hs_createdate datetime date engagement r Create date
        hs_lastmodifieddate datetime date engagement r Last modified date
        hs_object_id number number engagement ru Record ID
        hubspot_owner_id enumeration select engagement e Activity assigned to
        hs_activity_type enumeration select engagement - Activity type
        hs_attachment_ids string text engagement a Attached file IDs
        hs_body_preview string text engagement ra Body preview
        hs_body_preview_html string html engagement ra HTML Body Preview
        hs_merged_object_ids enumeration checkbox engagement r Merged record IDs

        """

    private static let calls = """
        hs_call_title string text call - Call Title
        hs_call_body string html call - Call notes
        hs_call_direction enumeration radio call - Call direction
        hs_call_duration number number call - Call duration
        hs_call_status enumeration radio call - Call status
        hs_call_disposition enumeration select call e Call outcome
        hs_call_from_number string text call - From Number
        hs_call_to_number string text call - To Number
        """

    private static let meetings = """
        hs_meeting_title string text meeting - Meeting name
        hs_meeting_body string html meeting - Meeting description
        hs_internal_meeting_notes string html meeting a Internal meeting notes
        hs_meeting_start_time datetime date meeting - Meeting start time
        hs_meeting_end_time datetime date meeting - Meeting end time
        hs_meeting_location string text meeting a Meeting location
        hs_meeting_external_url string text meeting a Meeting URL
        hs_meeting_outcome enumeration select meeting - Meeting outcome
        """

    private static let tasks = """
        hs_task_subject string text task - Task Title
        hs_task_body string html task - Task Notes
        hs_task_status enumeration radio task - Task Status
        hs_task_priority enumeration radio task - Priority
        hs_task_type enumeration radio task - Task Type
        hs_task_completion_date datetime date task r Completed at
        hs_task_reminders string text task - Reminders
        """

    private static let notes = """
        hs_note_body string html note - Note body
        """

    private static let emails = """
        hs_email_subject string text email - Email subject
        hs_email_text string text email - Email body
        hs_email_html string html email - Email HTML
        hs_email_direction enumeration select email - Email Direction
        hs_email_status enumeration select email - Email send status
        hs_email_headers json text email - Email headers
        hs_email_from_email string text email - Email From Address
        hs_email_from_firstname string text email a Email From First Name
        hs_email_from_lastname string text email a Email From Last Name
        hs_email_to_email string text email - Email To Address
        """
}
