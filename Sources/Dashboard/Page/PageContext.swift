import HubSpotModel
import Projections

/// What every part of the page reads: the two documents, the format, dates and names.
struct PageContext: Sendable {
    let document: MetricsDocument
    let manifest: SnapshotManifest
    let format: FigureFormat
    let zone: ZoneRules
    /// The local date of `asOf`.
    let today: CivilDate
    private let ownerNames: [String: String]
    private let stageLabels: [String: String]

    init(document: MetricsDocument, manifest: SnapshotManifest) {
        self.document = document
        self.manifest = manifest
        format = FigureFormat(currencyCode: document.portal.companyCurrency)
        zone = ZoneRules(text: manifest.zone) ?? .utc
        let now = Instant(parsing: document.asOf, zone: .utc) ?? Instant(milliseconds: 0)
        today = zone.date(of: now)
        ownerNames = Dictionary(
            document.records.owners.map { ($0.ownerId, $0.name) }, uniquingKeysWith: { $1 })
        stageLabels = Dictionary(
            document.pipeline.stages.map { ($0.stageId, $0.label) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether one pipeline is all there is, so that stages need not say theirs.
    var hasOnePipeline: Bool {
        Set(document.pipeline.stages.map(\.pipelineId)).count < 2
    }

    /// The name of an owner by the rule of the dictionary, section 1.6.
    func ownerName(_ id: String?) -> String {
        guard let id else { return "Unassigned" }
        return ownerNames[id] ?? "Unknown owner (\(id))"
    }

    func stageLabel(_ id: String) -> String { stageLabels[id] ?? "Unknown stage (\(id))" }

    func date(ofInstant text: String?) -> CivilDate? {
        guard let text, let instant = Instant(parsing: text, zone: .utc) else { return nil }
        return zone.date(of: instant)
    }

    /// Minutes since local midnight, by the clock of the portal's zone.
    func localMinute(of instant: Instant) -> Int {
        let second = instant.milliseconds / 1000
        let offset = zone.transitions.last { $0.second <= second }?.offset ?? zone.initialOffset
        let local = Instant(milliseconds: instant.milliseconds + Int64(offset) * 1000)
        return local.utc.millisecondOfDay / 60_000
    }

    /// A local date in words, or the dash.
    func day(ofInstant text: String?) -> String {
        date(ofInstant: text).map(DateWords.day) ?? FigureFormat.missing
    }

    /// `3 deals`.
    func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        format.count(count) + " " + DateWords.plural(count, one, many)
    }

    /// The dates of a period in words, `1 Jan – 22 Nov 2026`.
    func span(of period: PeriodKey) -> String {
        let bounds = document.periods[period]
        guard let first = bounds.startDate.flatMap(DateWords.date),
            let end = bounds.endDate.flatMap(DateWords.date)
        else { return "everything up to \(DateWords.day(today))" }
        return DateWords.span(first, end.adding(days: -1))
    }
}

extension PeriodKey {
    /// The period within a sentence: "won this week".
    var phrase: String {
        switch self {
        case .thisWeek: "this week"
        case .lastWeek: "last week"
        case .mtd: "this month"
        case .ytd: "this year"
        case .lastYear: "last year"
        case .allTime: "over all time"
        }
    }
}
