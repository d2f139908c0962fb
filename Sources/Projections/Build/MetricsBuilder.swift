package import HubSpotModel

/// Makes the document from read models: a pure function of its parts.
package struct MetricsBuilder {
    let models: ReadModels
    let asOf: Instant
    let sequence: SequenceNumber
    let logHash: [UInt8]?
    let personalText: (PersonalReference) -> String?

    let calendar: MetricsCalendar
    /// What is before `asOf`.
    let cut: Figures.Cut
    /// Owner ids with targets.
    let reps: Set<String>

    /// - Parameters:
    ///   - models: folded up to `sequence`.
    ///   - logHash: the chain hash of the last block folded, or `nil` where there is no log.
    ///   - personalText: the text behind a reference, or `nil` when it was erased.
    package init(
        _ models: ReadModels, asOf: Instant, sequence: SequenceNumber, logHash: [UInt8]?,
        personalText: @escaping (PersonalReference) -> String?
    ) {
        self.models = models
        self.asOf = asOf
        self.sequence = sequence
        self.logHash = logHash
        self.personalText = personalText
        cut = Figures.Cut(asOf, in: models.context.account.zone)
        calendar = MetricsCalendar(today: cut.date)
        reps = Set(
            models.context.configuration.reps
                ?? models.owners.owners.filter { !$0.isArchived }.map(\.id.text))
    }

    var context: ProjectionContext { models.context }
    var configuration: MetricsConfiguration { models.context.configuration }
    var zone: ZoneRules { models.context.account.zone }

    /// The document; throws where the program contradicts itself.
    package func document() throws(ProjectionError) -> MetricsDocument {
        let deals = DealBook(self)
        let rates = rates()
        let board = EngagementBoard(self)
        return MetricsDocument(
            schemaVersion: MetricsDocument.currentSchemaVersion, asOf: asOf.description,
            sequence: Int(sequence.rawValue), logHash: logHash.map(Self.hexadecimal),
            portal: portal(), config: configuration.echo, periods: periods(),
            rates: section(of: rates), summary: summary(), leads: leads(),
            pipeline: try pipeline(deals, rates), activities: activities(),
            contacts: contacts(board), webSignals: webSignals(board), insights: insights(),
            target: target(rates), timeSeries: timeSeries(), yoy: yearOverYear(),
            dataQuality: dataQuality(), records: records(deals))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func portal() -> MetricsDocument.Portal {
        let account = context.account
        return .init(
            portalId: account.portalID, uiDomain: Self.uiDomain(account.uiDomain),
            timeZone: account.timeZone, companyCurrency: account.companyCurrency)
    }

    /// The account's own domain if it has one of HubSpot's forms.
    static func uiDomain(_ stated: String?) -> String {
        let standard = "app.hubspot.com"
        guard let stated, stated.hasPrefix("app-"), stated.hasSuffix(".hubspot.com") else {
            return standard
        }
        let region = stated.utf8.dropFirst(4).dropLast(12)
        let isRegion = region.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        return !region.isEmpty && isRegion ? stated : standard
    }

    private func periods() -> ByPeriod<MetricsDocument.PeriodBounds> {
        ByPeriod { period in
            let range = calendar.range(of: period)
            return .init(
                label: MetricsCalendar.label(of: period), startDate: range.start?.description,
                endDate: range.end?.description)
        }
    }

    // MARK: Names

    /// A text that can be erased; `nil` when it is missing, blank or erased.
    func text(_ personal: PersonalText) -> String? {
        if let reference = personal.reference { return personalText(reference)?.trimmedFieldText }
        return personal.code.map { models.lexicon.text($0) }
    }

    /// First and last name joined by a space.
    func name(_ first: PersonalText, _ last: PersonalText) -> String? {
        let parts = [text(first), text(last)].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    func ownerID(_ code: TextCode) -> String? { code == 0 ? nil : models.lexicon.text(code) }

    /// Source: metric dictionary, section 1.6.
    func ownerName(_ id: String?) -> String {
        guard let id else { return "Unassigned" }
        guard let owner = models.owners[id] else { return "Unknown owner (\(id))" }
        return name(owner.firstName, owner.lastName) ?? text(owner.email) ?? "Owner \(id)"
    }

    /// Id order, with "no id" last.
    static func precedes(_ left: String?, _ right: String?) -> Bool {
        guard let left else { return false }
        guard let right else { return true }
        return RecordID(left) < RecordID(right)
    }
}
