/// The properties that a new portal defines.
///
/// Source: HubSpot's developer guides and the live property catalogue published with
/// estuary/connectors; names, types and the calculated marks follow them.
enum PropertyCatalogue {
    static let lifecycleStages = [
        "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity",
        "customer", "evangelist", "other",
    ]

    static let sources = [
        "ORGANIC_SEARCH", "PAID_SEARCH", "EMAIL_MARKETING", "SOCIAL_MEDIA", "REFERRALS",
        "OTHER_CAMPAIGNS", "DIRECT_TRAFFIC", "OFFLINE", "PAID_SOCIAL", "AI_REFERRALS",
    ]

    static let leadStatuses = [
        "NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "ATTEMPTED_TO_CONTACT",
        "CONNECTED", "BAD_TIMING",
    ]

    static let industries = [
        "COMPUTER_SOFTWARE", "RETAIL", "FINANCIAL_SERVICES", "HOSPITAL_HEALTH_CARE",
        "MARKETING_AND_ADVERTISING", "CONSTRUCTION", "EDUCATION_MANAGEMENT", "FOOD_BEVERAGES",
        "REAL_ESTATE", "INFORMATION_TECHNOLOGY_AND_SERVICES", "LEGAL_SERVICES", "ACCOUNTING",
        "MANUFACTURING", "LOGISTICS_AND_SUPPLY_CHAIN",
    ]

    /// The definitions of one type; deals get the calculated dates of every stage.
    static func definitions(_ kind: ObjectKind, pipelines: [Pipeline]) -> [PropertyDefinition] {
        var lines = text(kind).split(separator: "\n").map(definition)
        lines += stages(kind)
        if kind == .deals {
            for pipeline in pipelines {
                for stage in pipeline.stages { lines += stageDates(stage, of: pipeline) }
            }
        }
        for index in lines.indices { lines[index].options = options(lines[index], pipelines) }
        return lines
    }

    /// `hs_v2_date_entered_` and its siblings for a stage.
    static func stageDates(
        _ stage: Pipeline.Stage, of pipeline: Pipeline
    ) -> [PropertyDefinition] {
        let suffix = stagePropertySuffix(stage.id)
        let name = "\"\(stage.label) (\(pipeline.label))\""
        let forms: [(String, String, String)] = [
            ("hs_v2_date_entered_", "Date entered", "datetime"),
            ("hs_v2_date_exited_", "Date exited", "datetime"),
            ("hs_v2_latest_time_in_", "Latest time in", "number"),
            ("hs_v2_cumulative_time_in_", "Cumulative time in", "number"),
        ]
        return forms.map { prefix, words, type in
            var definition = PropertyDefinition(
                name: prefix + suffix, label: "\(words) \(name)", type: type,
                fieldType: type == "datetime" ? "calculation_read_time" : "calculation_equation",
                groupName: "dealinformation")
            definition.readOnly = true
            definition.missing = .absent
            return definition
        }
    }

    /// Stage ids that are plain identifiers stand in property names as they are; others (GUIDs)
    /// are rewritten and get a number behind them.
    static func stagePropertySuffix(_ stageID: String) -> String {
        let plain = stageID.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        if plain { return stageID }
        let rewritten = stageID.lowercased().utf8.map { byte -> UInt8 in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) ? byte : 0x5F
        }
        let number = SplitMix64.hash(stageID.utf8) % 2_000_000_000
        return String(decoding: rewritten, as: UTF8.self) + "_\(number)"
    }

    private static func stages(_ kind: ObjectKind) -> [PropertyDefinition] {
        guard kind == .contacts || kind == .companies else { return [] }
        return lifecycleStages.flatMap { stage -> [PropertyDefinition] in
            let label = stage.prefix(1).uppercased() + stage.dropFirst()
            var dates = [
                PropertyDefinition(
                    name: "hs_v2_date_entered_\(stage)",
                    label: "Date entered \"\(label) (Lifecycle Stage Pipeline)\"",
                    type: "datetime", fieldType: "calculation_read_time",
                    groupName: "contact_activity"),
                PropertyDefinition(
                    name: "hs_v2_date_exited_\(stage)",
                    label: "Date exited \"\(label) (Lifecycle Stage Pipeline)\"",
                    type: "datetime", fieldType: "calculation_read_time",
                    groupName: "contact_activity"),
            ]
            if kind == .contacts {
                dates.append(
                    PropertyDefinition(
                        name: "hs_lifecyclestage_\(stage)_date", label: "Became a \(label) Date",
                        type: "datetime", fieldType: "date", groupName: "contactinformation"))
            }
            for index in dates.indices { dates[index].readOnly = true }
            return dates
        }
    }

    /// A line is `name type fieldType group marks label…`; marks are letters: c calculated,
    /// r read-only value, e external options, u unique, m money, h hidden, a absent when missing,
    /// s empty string when missing, `-` none.
    private static func definition(_ line: Substring) -> PropertyDefinition {
        let parts = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        precondition(parts.count == 6, "a catalogue line has six parts: \(line)")
        let marks = parts[4]
        var definition = PropertyDefinition(
            name: String(parts[0]), label: String(parts[5]), type: String(parts[1]),
            fieldType: String(parts[2]), groupName: String(parts[3]))
        definition.calculated = marks.contains("c")
        definition.readOnly = marks.contains("r") || marks.contains("c")
        definition.externalOptions = marks.contains("e")
        definition.hasUniqueValue = marks.contains("u")
        definition.showCurrencySymbol = marks.contains("m")
        definition.hidden = marks.contains("h")
        if marks.contains("a") { definition.missing = .absent }
        if marks.contains("s") { definition.missing = .empty }
        if definition.showCurrencySymbol, definition.name == "amount" {
            definition.currencyPropertyName = "deal_currency_code"
        }
        if definition.name == "hubspot_owner_id" { definition.referencedObjectType = "OWNER" }
        if definition.name == "associatedcompanyid" { definition.referencedObjectType = "COMPANY" }
        return definition
    }

    private static func options(
        _ definition: PropertyDefinition, _ pipelines: [Pipeline]
    ) -> [PropertyDefinition.Option] {
        let values: [String] =
            switch definition.name {
            case "lifecyclestage": lifecycleStages
            case "hs_lead_status": leadStatuses
            case "hs_analytics_source", "hs_latest_source", "hs_analytics_latest_source": sources
            case "industry": industries
            case "dealtype": ["newbusiness", "existingbusiness"]
            case "deal_currency_code": ["GBP", "EUR", "USD"]
            case "hs_call_direction": ["INBOUND", "OUTBOUND"]
            case "hs_call_status":
                [
                    "BUSY", "CALLING_CRM_USER", "CANCELED", "COMPLETED", "CONNECTING", "FAILED",
                    "IN_PROGRESS", "NO_ANSWER", "QUEUED", "RINGING",
                ]
            case "hs_meeting_outcome":
                ["SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"]
            case "hs_task_status":
                ["NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "DEFERRED"]
            case "hs_task_priority": ["NONE", "LOW", "MEDIUM", "HIGH"]
            case "hs_task_type": ["EMAIL", "CALL", "TODO"]
            case "hs_email_direction": ["EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"]
            case "hs_email_status": ["BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"]
            default: []
            }
        if definition.name == "pipeline" {
            return pipelines.map { .init(label: $0.label, value: $0.id) }
        }
        if definition.name == "dealstage" {
            return pipelines.flatMap(\.stages).map { .init(label: $0.label, value: $0.id) }
        }
        if definition.type == "bool" {
            return [.init(label: "True", value: "true"), .init(label: "False", value: "false")]
        }
        return values.map { .init(label: $0, value: $0) }
    }
}
