package import HubSpotModel

extension GlossaryTerm {
    /// The records that count, and the properties that place them in time.
    package struct Source: Sendable, Equatable, CustomStringConvertible {
        package let objects: [ObjectType]
        /// Internal names of HubSpot, first choice first; none where the state of now counts.
        package let dates: [String]

        init(_ objects: ObjectType..., by dates: String...) {
            self.objects = objects
            self.dates = dates
        }

        /// `Deals by closedate`, or `Contacts as of now`.
        package var description: String {
            let names = objects.map(\.name).joined(separator: ", ")
            return names.prefix(1).uppercased() + names.dropFirst()
                + (dates.isEmpty ? " as of now" : " by " + dates.joined(separator: ", "))
        }
    }

    /// Which records of HubSpot, and which date property of theirs, it rests on.
    package var source: Source {
        switch self {
        case .openDeals, .pipelineValue, .weighted: Source(.deals)
        case .createdCohort: Source(.deals, by: "createdate")
        case .stageTime: Source(.deals, by: "hs_v2_date_entered_…", "hs_v2_date_exited_…")
        case .stageAge, .advanceRate: Source(.deals, by: "hs_v2_date_entered_…")
        case .stale:
            Source(.deals, by: "notes_last_updated", "notes_last_contacted", "createdate")
        case .movement: Source(.deals, by: "createdate", "closedate")
        case .newLeads, .leadStatus, .sourceEffectiveness:
            Source(.contacts, by: "hs_v2_date_entered_lead", "createdate")
        case .reached, .funnel: Source(.contacts, by: "hs_v2_date_entered_…", "createdate")
        case .cohort: Source(.contacts, by: "createdate", "hs_v2_date_entered_customer")
        case .activeLeads, .totalContacts, .lifecycle, .webSignals, .emailReactions:
            Source(.contacts)
        case .activities:
            Source(
                .calls, .emails, .meetings, .tasks, .notes,
                by: "hs_timestamp", "hs_meeting_start_time", "hs_task_completion_date")
        case .activityTarget:
            Source(.calls, .emails, .meetings, by: "hs_timestamp", "hs_meeting_start_time")
        case .connectRate: Source(.calls, by: "hs_timestamp")
        case .meetingOutcomes: Source(.meetings, by: "hs_meeting_start_time", "hs_timestamp")
        case .overdueTasks: Source(.tasks, by: "hs_timestamp")
        case .lastContacted: Source(.contacts, by: "notes_last_contacted")
        case .engagementScore, .hotContact:
            Source(
                .contacts, by: "hs_analytics_last_visit_timestamp", "recent_conversion_date",
                "hs_email_last_open_date", "hs_email_last_click_date")
        case .latestSignals:
            Source(
                .contacts, by: "hs_analytics_first_visit_timestamp",
                "hs_analytics_last_visit_timestamp", "recent_conversion_date",
                "hs_email_last_open_date", "hs_email_last_click_date")
        case .companies: Source(.companies)
        case .overdueClose, .undatedClose, .wonRevenue, .winRate, .winRateBroad, .averageDeal,
            .salesCycle, .disqualified, .coverage, .velocity, .dealSource, .reasons, .forecast,
            .runRate, .seasonal, .range, .attainment, .pace, .requiredVolumes, .whatIf,
            .sensitivity:
            Source(.deals, by: "closedate")
        }
    }
}
