internal import HubSpotModel

extension MetricsBuilder {
    typealias ContactSection = MetricsDocument.Contacts

    /// Source: metric dictionary, sections 8.1 to 8.4.
    func contacts(_ board: EngagementBoard) -> ContactSection {
        let figures = models.contacts
        let total = census(.contacts, .live)
        return ContactSection(
            totalContacts: total, totalCompanies: census(.companies, .live),
            contactsWithCompany: figures.total(.contactsWithCompany).count,
            contactsWithOwner: figures.total(.contactsWithOwner).count,
            contactsWithEmail: figures.total(.contactsWithEmail).count,
            byPeriod: ByPeriod { period in
                let range = calendar.range(of: period)
                return .init(
                    newContacts: models.census.total(.contactsCreated, in: range).count,
                    newCompanies: figures.total(.companiesCreated, in: range).count,
                    lastContacted: figures.total(.contactsLastContacted, in: range).count)
            },
            lifecycle: lifecycle(of: total), topEngaged: topEngaged(board),
            companies: companies())
    }

    // MARK: Lifecycle

    /// The default stages in HubSpot's order, with the labels of the document.
    private static let lifecycleStages = [
        ("subscriber", "Subscriber"), ("lead", "Lead"), ("marketingqualifiedlead", "MQL"),
        ("salesqualifiedlead", "SQL"), ("opportunity", "Opportunity"), ("customer", "Customer"),
        ("evangelist", "Evangelist"), ("other", "Other"),
    ]

    private func lifecycle(of total: Int) -> [ContactSection.LifecycleRow] {
        let tallies = models.contacts.bySplit(.contactsByLifecycle)
        func row(
            _ stage: String?, _ label: String, _ code: TextCode?
        ) -> ContactSection.LifecycleRow {
            let count = code.flatMap { tallies[UInt64($0)]?.count } ?? 0
            return .init(
                stage: stage, label: label, contacts: count,
                share: Rational(count, over: total).map(DocumentNumber.ratio))
        }
        let standard = Self.lifecycleStages.map { models.lexicon.knownCode($0.0) }
        let others = tallies.keys.map { TextCode(truncatingIfNeeded: $0) }
            .filter { $0 != 0 && !standard.contains($0) }
            .map { (text: models.lexicon.text($0), code: $0) }
            .sorted { $0.text.precedesInBytes($1.text) }
        return zip(Self.lifecycleStages, standard).map { row($0.0, $0.1, $1) }
            + others.map { row($0.text, $0.text, $0.code) } + [row(nil, "Not set", 0)]
    }

    // MARK: Engagement

    private func topEngaged(_ board: EngagementBoard) -> [ContactSection.EngagedContact] {
        board.topEngaged.map { place in
            let contact = place.contact
            return .init(
                contactId: place.id.text, name: contactName(contact, place.id),
                ownerId: ownerID(contact.owner), lifecycleStage: lifecycleStage(contact),
                score: place.points,
                lastEngagedAt: place.last.map { Instant(milliseconds: $0).description })
        }
    }

    func contactName(_ contact: EngagedContact, _ id: RecordID) -> String {
        name(contact.firstName, contact.lastName) ?? "Contact \(id.text)"
    }

    func lifecycleStage(_ contact: EngagedContact) -> String? {
        contact.lifecycle == 0 ? nil : models.lexicon.text(contact.lifecycle)
    }

    // MARK: Companies

    /// Source: metric dictionary, section 8.4.
    private func companies() -> ContactSection.Companies {
        let ranking = models.companies
        let total = census(.companies, .live)
        return .init(
            total: total, withContacts: ranking.withContacts,
            withOpenDeals: ranking.withOpenDeals, withWonDeals: ranking.withWonDeals,
            avgContactsPerCompany: Rational(ranking.links, over: total)
                .map(DocumentNumber.volume),
            byIndustry: industries(), topByWonRevenue: ranking.byWonRevenue.map(companyRow),
            topByOpenAmount: ranking.byOpenAmount.map(companyRow))
    }

    private func industries() -> [ContactSection.IndustryRow] {
        var counts: [ExactText: Int] = [:]
        for (split, tally) in models.contacts.bySplit(.companiesByIndustry) {
            let code = TextCode(truncatingIfNeeded: split)
            let industry = ExactText(code == 0 ? "UNKNOWN" : models.lexicon.text(code))
            counts[industry, default: 0] += tally.count
        }
        let rows = counts.map {
            ContactSection.IndustryRow(industry: $0.key.text, companies: $0.value)
        }
        return Array(
            rows.sorted {
                $0.companies == $1.companies
                    ? $0.industry.precedesInBytes($1.industry) : $0.companies > $1.companies
            }.prefix(10))
    }

    private func companyRow(_ company: CompanyRanking.Company) -> ContactSection.CompanyRow {
        let id = models.lexicon.id(company.ref).text
        return .init(
            companyId: id,
            name: text(company.name) ?? text(company.domain) ?? "Company \(id)",
            contacts: company.contacts, openDeals: company.open.count,
            openAmount: .money(company.open.sum), wonDeals: company.won.count,
            wonRevenue: .money(company.won.sum))
    }
}
