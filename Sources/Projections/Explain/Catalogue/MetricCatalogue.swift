/// What every figure of the document means: one sentence, and what it is made of.
///
/// Known by the path in the document with rows as `[]` and without the period. The records behind
/// a figure come from the base measures that fold; only what combines them stands here.
package enum MetricCatalogue {
    struct Entry: Sendable {
        let formula: String
        let basis: @Sendable (ExplainScope) -> MetricBasis
    }

    /// The formula of every figure in words, by pattern.
    package static var formulas: [String: String] { entries.mapValues(\.formula) }

    /// The entry of a pattern; keys that the configuration chooses itself share one.
    static func entry(_ pattern: String) -> Entry? {
        entries[pattern] ?? (pattern.hasPrefix(freeKeys) ? entries[freeKeys + "*"] : nil)
    }

    fileprivate static let freeKeys = "config.exchangeRates."

    static let entries: [String: Entry] = {
        var writer = CatalogueWriter()
        writer.addStated()
        writer.addRates()
        writer.addSummary()
        writer.addLeads()
        writer.addPipeline()
        writer.addStages()
        writer.addCoverage()
        writer.addMovement()
        writer.addActivities()
        writer.addContacts()
        writer.addSignals()
        writer.addInsights()
        writer.addForecast()
        writer.addTarget()
        writer.addSeries()
        writer.addYearOverYear()
        writer.addQuality()
        writer.addRecords()
        return writer.entries
    }()
}

/// Collects the entries of the catalogue, section by section.
struct CatalogueWriter {
    private(set) var entries: [String: MetricCatalogue.Entry] = [:]

    mutating func add(
        _ pattern: String, _ formula: String,
        _ basis: @escaping @Sendable (ExplainScope) -> MetricBasis
    ) {
        precondition(entries[pattern] == nil, "\(pattern) is described twice")
        entries[pattern] = .init(formula: formula, basis: basis)
    }

    /// A figure that the glossary explains, in its words.
    mutating func add(
        _ pattern: String, _ term: GlossaryTerm,
        _ basis: @escaping @Sendable (ExplainScope) -> MetricBasis
    ) {
        add(pattern, term.definition, basis)
    }
}

extension CatalogueWriter {
    /// What stands in the configuration, the account or the log.
    fileprivate mutating func addStated() {
        for (pattern, formula) in [
            ("schemaVersion", "The version of the document's meaning."),
            ("sequence", "The last event of the log that was folded."),
            ("portal.portalId", "The number of the portal, from its account."),
        ] {
            add(pattern, formula) { _ in .stated() }
        }
        let settings = [
            "revenueTarget.monthly", "revenueTarget.quarterly", "revenueTarget.annual",
            "staleDealThresholdDays", "activityTargets.callsPerRepPerDay",
            "activityTargets.emailsPerRepPerDay", "activityTargets.meetingsPerRepPerWeek",
            "minWonDealsForRates", "forecastMonths", "runRateMonths", "historyMonths",
            "cohortMonths", "cohortHorizonsMonths[]", "topN", "hotWindowDays",
            "hotScoreThreshold", "byDayDays", "weeklyBuckets", "monthlyBuckets", "maxRecords",
            "scenarios[].winRate", "scenarios[].dealSize", "scenarios[].cycle",
        ]
        for setting in settings {
            add("config.\(setting)", "metrics.\(setting) of the configuration, or its default.") {
                _ in .stated()
            }
        }
        for name in MetricsConfiguration.overridableRates {
            add("config.modelOverrides.\(name)", "metrics.modelOverrides.\(name).") { _ in
                .stated()
            }
        }
        add(MetricCatalogue.freeKeys + "*", "The configuration's rate of this currency.") { _ in
            .stated()
        }
        add("insights.cohorts.horizonsMonths[]", "metrics.cohortHorizonsMonths.") { _ in
            .stated()
        }
    }
}
