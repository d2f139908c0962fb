import HubSpotModel
import Projections

extension MetricsConfiguration {
    /// Reads the keys of the metric dictionary, section 1.11; `null` keeps the default.
    ///
    /// - Throws: ``SettingsError`` that names the key, its line, and what is allowed.
    mutating func read(_ node: SettingsNode) throws {
        let fields = try node.fields([
            "revenueTarget", "staleDealThresholdDays", "activityTargets", "pipelineIds",
            "disqualifiedStageIds", "probabilitySource", "exchangeRates", "reps", "holidays",
            "minWonDealsForRates", "modelOverrides", "forecastMonths", "runRateMonths",
            "historyMonths", "cohortMonths", "cohortHorizonsMonths", "topN", "hotWindowDays",
            "hotScoreThreshold", "byDayDays", "weeklyBuckets", "monthlyBuckets", "maxRecords",
            "scenarios",
        ]).filter { !$0.value.isNull }
        try readTargets(fields)
        try readLists(fields)
        try readCounts(fields)
        if let source = try fields["probabilitySource"]?.choice(
            ProbabilitySource.allCases.map(\.rawValue)
        ).lowercased() {
            probabilitySource = ProbabilitySource(rawValue: source) ?? probabilitySource
        }
        exchangeRates = try fields["exchangeRates"]?.numbers() ?? exchangeRates
        if let overrides = fields["modelOverrides"] {
            let entries = try overrides.fields(Self.overridableRates).filter { !$0.value.isNull }
            modelOverrides = NamedNumbers(
                try entries.sorted { $0.key < $1.key }.map { ($0.key, try $0.value.number()) })
        }
        if let list = try fields["scenarios"]?.items() { scenarios = try list.map(Self.scenario) }
        do {
            try validate()
        } catch {
            guard case .configuration(let key, let allowed) = error else { throw error }
            let place = fields[String(key.prefix { $0 != "." && $0 != "[" })] ?? node
            throw place.error("\(key) is not allowed as it is; allowed: \(allowed)")
        }
    }

    private mutating func readTargets(_ fields: [String: SettingsNode]) throws {
        if let targets = try fields["revenueTarget"]?.fields(["monthly", "quarterly", "annual"]) {
            revenueTarget.monthly = try targets.number("monthly") ?? revenueTarget.monthly
            revenueTarget.quarterly = try targets.number("quarterly") ?? revenueTarget.quarterly
            revenueTarget.annual = try targets.number("annual") ?? revenueTarget.annual
        }
        let names = ["callsPerRepPerDay", "emailsPerRepPerDay", "meetingsPerRepPerWeek"]
        if let targets = try fields["activityTargets"]?.fields(names) {
            activityTargets.callsPerRepPerDay =
                try targets.number(names[0]) ?? activityTargets.callsPerRepPerDay
            activityTargets.emailsPerRepPerDay =
                try targets.number(names[1]) ?? activityTargets.emailsPerRepPerDay
            activityTargets.meetingsPerRepPerWeek =
                try targets.number(names[2]) ?? activityTargets.meetingsPerRepPerWeek
        }
        staleDealThresholdDays =
            try fields.number("staleDealThresholdDays") ?? staleDealThresholdDays
        hotWindowDays = try fields.number("hotWindowDays") ?? hotWindowDays
        hotScoreThreshold = try fields.number("hotScoreThreshold") ?? hotScoreThreshold
    }

    private mutating func readLists(_ fields: [String: SettingsNode]) throws {
        pipelineIds = try fields["pipelineIds"]?.texts() ?? pipelineIds
        disqualifiedStageIds = try fields["disqualifiedStageIds"]?.texts() ?? disqualifiedStageIds
        reps = try fields["reps"]?.texts() ?? reps
        if let dates = try fields["holidays"]?.items() {
            holidays = try dates.map { item in
                let text = try item.text()
                guard case .date(let days) = StoredValue(scalar: text) else {
                    throw item.error("\"\(text)\" is not a date; write 2026-12-25")
                }
                return CivilDate(days: days)
            }
        }
        if let months = try fields["cohortHorizonsMonths"]?.items() {
            cohortHorizonsMonths = try months.map { try $0.integer(1...600) }
        }
    }

    private mutating func readCounts(_ fields: [String: SettingsNode]) throws {
        let bounds = 0...1_000_000
        minWonDealsForRates =
            try fields["minWonDealsForRates"]?.integer(bounds) ?? minWonDealsForRates
        forecastMonths = try fields["forecastMonths"]?.integer(bounds) ?? forecastMonths
        runRateMonths = try fields["runRateMonths"]?.integer(bounds) ?? runRateMonths
        historyMonths = try fields["historyMonths"]?.integer(bounds) ?? historyMonths
        cohortMonths = try fields["cohortMonths"]?.integer(bounds) ?? cohortMonths
        topN = try fields["topN"]?.integer(bounds) ?? topN
        byDayDays = try fields["byDayDays"]?.integer(bounds) ?? byDayDays
        weeklyBuckets = try fields["weeklyBuckets"]?.integer(bounds) ?? weeklyBuckets
        monthlyBuckets = try fields["monthlyBuckets"]?.integer(bounds) ?? monthlyBuckets
        maxRecords = try fields["maxRecords"]?.integer(bounds) ?? maxRecords
    }

    private static func scenario(
        _ node: SettingsNode
    ) throws -> MetricsDocument.Configuration.Scenario {
        let fields = try node.fields(["id", "winRate", "dealSize", "cycle"])
        guard let id = try fields["id"]?.text() else { throw node.error("a scenario needs an id") }
        return .init(
            id: id, winRate: try fields.number("winRate") ?? 1,
            dealSize: try fields.number("dealSize") ?? 1, cycle: try fields.number("cycle") ?? 1)
    }
}

extension [String: SettingsNode] {
    /// A number, or `nil` where the key is absent or null.
    fileprivate func number(_ key: String) throws -> DocumentNumber? {
        try self[key].flatMap { $0.isNull ? nil : try $0.number() }
    }
}

extension SettingsNode {
    fileprivate func number() throws -> DocumentNumber {
        let text = try text()
        guard let number = DocumentNumber(text) else {
            throw error("\"\(text)\" is not a number")
        }
        return number
    }

    fileprivate func numbers() throws -> NamedNumbers {
        NamedNumbers(try entries().map { ($0.0, try $0.1.number()) })
    }

    fileprivate func texts() throws -> [String] { try items().map { try $0.text() } }
}
