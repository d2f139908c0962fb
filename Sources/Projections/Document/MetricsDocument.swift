/// Every number of the dashboard, as of one instant: the content of `metrics.json`.
///
/// A pure function of the records up to `sequence`, the configuration and `asOf`. The properties of
/// every section stand in the order in which `DocumentEncoder` writes them, which is the order of
/// the document. Sections that no analyzer has computed are nil and are written as `null`.
///
/// Instants are `YYYY-MM-DDTHH:MM:SS.mmmZ`, dates `YYYY-MM-DD` in the zone of the portal; an end
/// date is exclusive. Source: the metric dictionary, sections 1 and 2.
package struct MetricsDocument: Sendable, Equatable, Codable {
    /// The meaning of the document; raised whenever that changes.
    package static let currentSchemaVersion = 1

    package var schemaVersion: Int
    package var asOf: String
    /// The last log position folded.
    package var sequence: Int
    /// Hexadecimal chain hash of the log up to `sequence`; nil where there is no log.
    package var logHash: String?
    package var portal: Portal
    package var config: Configuration
    package var periods: ByPeriod<PeriodBounds>
    package var rates: Rates
    package var summary: Summary
    package var leads: Leads?
    package var pipeline: Pipeline
    package var activities: Activities
    package var contacts: Contacts?
    package var webSignals: WebSignals?
    package var insights: Insights?
    package var target: Target?
    package var timeSeries: TimeSeries?
    package var yoy: YearOverYear?
    package var dataQuality: DataQuality
    package var records: Records
}

extension MetricsDocument {
    /// The account whose records were read.
    package struct Portal: Sendable, Equatable, Codable {
        package var portalId: Int
        /// Host of the links to records: `app.hubspot.com` or a regional form of it.
        package var uiDomain: String
        /// IANA name of the zone in which dates, weeks and months are taken.
        package var timeZone: String
        /// ISO 4217 code in which all money of the document stands.
        package var companyCurrency: String
    }

    /// The bounds of one period; both nil for all time.
    package struct PeriodBounds: Sendable, Equatable, Codable {
        package var label: String
        package var startDate: String?
        /// Exclusive.
        package var endDate: String?
    }
}
