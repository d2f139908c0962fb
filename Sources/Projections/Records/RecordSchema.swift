internal import HubSpotModel

/// What a record of a type keeps: one slot a property, by place.
struct RecordSchema: Sendable {
    struct Field: Sendable {
        let name: String
        let reading: Reading
    }

    let fields: [Field]
    /// Whether records of the type can absorb others.
    let merges: Bool
    /// Whether stage dates and histories are kept.
    let isDeal: Bool

    var width: Int { fields.count }

    private init(_ fields: [(String, Reading)], merges: Bool = false, isDeal: Bool = false) {
        precondition(fields.count <= 64, "a stored row has one bit for each slot")
        self.fields = fields.map { Field(name: $0.0, reading: $0.1) }
        self.merges = merges
        self.isDeal = isDeal
    }

    /// The schema of a type that is folded, or `nil`.
    static func of(_ object: ObjectType) -> RecordSchema? {
        switch object {
        case .contacts: contacts
        case .companies: companies
        case .deals: deals
        case .calls, .emails, .meetings, .tasks, .notes: activity
        case .owners: owners
        case .pipelines, .account: nil
        }
    }

    /// The first slots of every record: stamps of the envelope, and the owner.
    enum Common {
        static let createdAt = 0
        static let archivedAt = 1
        static let owner = 2
    }

    private static let common: [(String, Reading)] = [
        ("createdAt", .instant), ("archivedAt", .instant), ("hubspot_owner_id", .text),
    ]

    // MARK: Deals

    enum Deal {
        static let created = 3
        static let closed = 4
        static let amount = 5
        static let homeAmount = 6
        static let currency = 7
        static let pipeline = 8
        static let stage = 9
        static let isClosed = 10
        static let isWon = 11
        static let probability = 12
        static let source = 13
        static let notesUpdated = 14
        static let notesContacted = 15
        static let name = 16
        static let wonReason = 17
        static let lostReason = 18
    }

    private static let deals = RecordSchema(
        common + [
            ("createdate", .instant), ("closedate", .instant), ("amount", .decimal),
            ("amount_in_home_currency", .decimal), ("deal_currency_code", .upper),
            ("pipeline", .text), ("dealstage", .text), ("hs_is_closed", .boolean),
            ("hs_is_closed_won", .boolean), ("hs_deal_stage_probability", .probability),
            ("hs_analytics_source", .upper), ("notes_last_updated", .instant),
            ("notes_last_contacted", .instant), ("dealname", .personal),
            ("closed_won_reason", .personal), ("closed_lost_reason", .personal),
        ], merges: true, isDeal: true)

    // MARK: Contacts

    enum Contact {
        static let created = 3
        static let lifecycle = 4
        static let leadStatus = 5
        static let source = 6
        static let pageViews = 7
        static let visits = 8
        static let firstVisit = 9
        static let lastVisit = 10
        static let conversions = 11
        static let lastConversion = 12
        static let delivered = 13
        static let opened = 14
        static let clicked = 15
        static let bounced = 16
        static let lastOpen = 17
        static let lastClick = 18
        static let lastReply = 19
        static let contactedNotes = 20
        static let lastContacted = 21
        static let firstName = 22
        static let lastName = 23
        static let email = 24
        /// The two dates of each stage of ``FunnelStage``, in its order.
        static let stageDates = 25
    }

    private static let contacts = RecordSchema(
        common + [
            ("createdate", .instant), ("lifecyclestage", .lower), ("hs_lead_status", .text),
            ("hs_analytics_source", .upper), ("hs_analytics_num_page_views", .counter),
            ("hs_analytics_num_visits", .counter),
            ("hs_analytics_first_visit_timestamp", .instant),
            ("hs_analytics_last_visit_timestamp", .instant), ("num_conversion_events", .counter),
            ("recent_conversion_date", .instant), ("hs_email_delivered", .counter),
            ("hs_email_open", .counter), ("hs_email_click", .counter),
            ("hs_email_bounce", .counter), ("hs_email_last_open_date", .instant),
            ("hs_email_last_click_date", .instant), ("hs_sales_email_last_replied", .instant),
            ("num_contacted_notes", .counter), ("notes_last_contacted", .instant),
            ("firstname", .personal), ("lastname", .personal), ("email", .personal),
        ]
            + FunnelStage.allCases.flatMap { stage -> [(String, Reading)] in
                [
                    ("hs_v2_date_entered_\(stage.name)", .instant),
                    ("hs_lifecyclestage_\(stage.name)_date", .instant),
                ]
            }, merges: true)

    // MARK: Companies, activities, owners

    enum Company {
        static let created = 3
        static let industry = 4
        static let name = 5
        static let domain = 6
    }

    private static let companies = RecordSchema(
        common + [
            ("createdate", .instant), ("industry", .text), ("name", .personal),
            ("domain", .personal),
        ], merges: true)

    enum Activity {
        static let timestamp = 3
        static let startTime = 4
        static let completion = 5
        static let callStatus = 6
        static let disposition = 7
        static let duration = 8
        static let direction = 9
        static let emailStatus = 10
        static let outcome = 11
        static let taskStatus = 12
        static let subject = 13
    }

    private static let activity = RecordSchema(
        common + [
            ("hs_timestamp", .instant), ("hs_meeting_start_time", .instant),
            ("hs_task_completion_date", .instant), ("hs_call_status", .upper),
            ("hs_call_disposition", .lower), ("hs_call_duration", .counter),
            ("hs_email_direction", .upper), ("hs_email_status", .upper),
            ("hs_meeting_outcome", .upper), ("hs_task_status", .upper),
            ("hs_task_subject", .personal),
        ])

    enum Owner {
        static let firstName = 3
        static let lastName = 4
        static let email = 5
        static let archived = 6
    }

    private static let owners = RecordSchema(
        common + [
            ("firstName", .personal), ("lastName", .personal), ("email", .personal),
            ("archived", .boolean),
        ])
}
