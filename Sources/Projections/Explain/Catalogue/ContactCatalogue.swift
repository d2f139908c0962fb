internal import HubSpotModel

extension CatalogueWriter {
    mutating func addContacts() {
        addShared("contacts", ["totalContacts"])
        for place in ["contacts.totalCompanies", "contacts.companies.total"] {
            add(place, "Live companies.") { s in SharedFigures.liveRecords(s, .companies) }
        }
        for (name, measure) in [
            ("contactsWithCompany", MeasureID.contactsWithCompany),
            ("contactsWithOwner", .contactsWithOwner), ("contactsWithEmail", .contactsWithEmail),
        ] {
            add("contacts.\(name)", RecordBook.definition(of: measure)) { _ in
                .count(FactQuery(measure: measure))
            }
        }
        addShared("contacts.byPeriod", ["newContacts", "newCompanies", "lastContacted"])
        add("contacts.lifecycle[].contacts", .lifecycle) { s in
            .count(s.inLifecycleStage)
        }
        add("contacts.lifecycle[].share", "Contacts in this stage ÷ all contacts.") { s in
            .share(s.inLifecycleStage, of: [FactQuery(measure: .contactsByLifecycle)])
        }
        add("contacts.topEngaged[].score", .engagementScore) { s in s.score }
        addCompanies()
    }

    private mutating func addCompanies() {
        let place = "contacts.companies"
        let ofDeal = GlossaryTerm.companies.definition
        for (name, measure, words) in [
            ("withContacts", MeasureID.contactsOfCompany, "Companies with a live contact."),
            ("withOpenDeals", .openDealsOfCompany, "Companies with an open deal. \(ofDeal)"),
            ("withWonDeals", .wonDealsOfCompany, "Companies with a won deal. \(ofDeal)"),
        ] {
            add("\(place).\(name)", words) { s in s.companies(with: measure) }
        }
        add(
            "\(place).avgContactsPerCompany", "Links of live contacts and companies ÷ companies."
        ) { s in
            var basis = MetricBasis.ratio([
                .init(query: FactQuery(measure: .contactsOfCompany), contribution: .one),
                .init(query: s.live(.companies), contribution: .zero, weight: .one),
            ])
            basis.universe = [.contacts, .companies]
            return basis.rounded(to: 2)
        }
        add("\(place).byIndustry[].companies", "Live companies of this industry.") { s in
            .count(
                FactQuery(
                    measure: .companiesByIndustry,
                    split: s.text(s.row?["industry"]?.text, blank: "UNKNOWN")))
        }
        for list in ["topByWonRevenue", "topByOpenAmount"] {
            let row = "\(place).\(list)[]"
            add("\(row).contacts", "Live contacts of the company.") { s in
                .count(s.ofCompany(.contactsOfCompany))
            }
            add("\(row).openDeals", "Open deals that count for the company.") { s in
                .count(s.ofCompany(.openDealsOfCompany))
            }
            add("\(row).openAmount", "Amount of open deals that count for the company.") { s in
                .amount(s.ofCompany(.openDealsOfCompany))
            }
            add("\(row).wonDeals", "Won deals that count for the company.") { s in
                .count(s.ofCompany(.wonDealsOfCompany))
            }
            add("\(row).wonRevenue", "Amount of won deals that count for the company.") { s in
                .amount(s.ofCompany(.wonDealsOfCompany))
            }
        }
    }
}

extension ExplainScope {
    fileprivate var inLifecycleStage: FactQuery {
        FactQuery(measure: .contactsByLifecycle, split: text(row?["stage"]?.text))
    }

    fileprivate var score: MetricBasis {
        let basis = single(.contacts, row?["contactId"]?.text, unit: "points")
        guard let record = basis.listed.first?.record,
            let contact = builder.models.signals.engaged.first(where: { $0.ref == record.ref })
        else { return basis }
        let asOf = builder.asOf.milliseconds
        let (points, last) = contact.contact.score(at: asOf)
        let reply = contact.contact.reply(before: asOf) == nil ? 0 : 10
        let known = contact.contact.webScore + contact.contact.notesScore + reply
        return basis.adding([
            value("web and e-mail", DocumentNumber(contact.contact.webScore)),
            value("notes", DocumentNumber(contact.contact.notesScore)),
            value("reply", DocumentNumber(reply)),
            value("recency", DocumentNumber(points - known)),
            value("last engaged", last.map { Instant(milliseconds: $0).description }),
        ])
    }

    /// The companies that any fact of a measure is split by.
    fileprivate func companies(with measure: MeasureID) -> MetricBasis {
        var found: Set<UInt64> = []
        for entry in book.entries(measure, in: builder.zone) {
            for fact in entry.facts { found.insert(fact.split) }
        }
        return .list(
            found.map {
                .init(record: TypedRef(.companies, RecordRef(raw: $0)), contribution: 1)
            }, of: [.companies], reason: "none counts for it")
    }

    fileprivate func ofCompany(_ measure: MeasureID) -> FactQuery {
        let company = record(.companies, row?["companyId"]?.text)?.ref.raw
        return FactQuery(measure: measure, split: { $0 == company })
    }
}
