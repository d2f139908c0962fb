import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Contacts = MetricsDocument.Contacts

    /// Sections 8.1 to 8.4.
    func contactSection() -> Contacts {
        let companies = keys(.companies).filter(isLive)
        return Contacts(
            totalContacts: contacts.count, totalCompanies: companies.count,
            contactsWithCompany: contacts.count { companiesOfContacts[$0.key]?.isEmpty == false },
            contactsWithOwner: contacts.count { $0.owner != nil },
            contactsWithEmail: contacts.count { text($0.key, "email") != nil },
            byPeriod: ByPeriod { period in
                .init(
                    newContacts: contacts.count { isIn(period, $0.created) },
                    newCompanies: companies.count {
                        isIn(period, instant($0, "createdate") ?? instant($0, "createdAt"))
                    },
                    lastContacted: contacts.count {
                        $0.contacted != nil && isIn(period, $0.contacted)
                    })
            }, lifecycle: lifecycle(), topEngaged: topEngaged(),
            companies: companySection(companies))
    }

    private func lifecycle() -> [Contacts.LifecycleRow] {
        let names = [
            ("subscriber", "Subscriber"), ("lead", "Lead"), ("marketingqualifiedlead", "MQL"),
            ("salesqualifiedlead", "SQL"), ("opportunity", "Opportunity"),
            ("customer", "Customer"), ("evangelist", "Evangelist"), ("other", "Other"),
        ].map { (NaiveText($0.0), $0.1) }
        let others = Set(contacts.compactMap(\.lifecycle)).subtracting(names.map(\.0)).sorted()
        func row(_ stage: NaiveText?, _ label: String) -> Contacts.LifecycleRow {
            let count = contacts.count { $0.lifecycle == stage }
            return .init(
                stage: stage?.text, label: label, contacts: count,
                share: NaiveNumber.ratio(count, contacts.count))
        }
        return names.map { row($0.0, $0.1) } + others.map { row($0, $0.text) }
            + [row(nil, "Not set")]
    }

    private func topEngaged() -> [Contacts.EngagedContact] {
        let scored = contacts.filter { $0.score(at: asOf) > 0 }.sorted { left, right in
            let (leftScore, rightScore) = (left.score(at: asOf), right.score(at: asOf))
            if leftScore != rightScore { return leftScore > rightScore }
            let leftLast = left.lastEngaged(before: asOf)?.milliseconds ?? -1
            let rightLast = right.lastEngaged(before: asOf)?.milliseconds ?? -1
            return leftLast == rightLast ? left.key.id < right.key.id : leftLast > rightLast
        }
        return scored.prefix(context.configuration.topN).map { contact in
            .init(
                contactId: contact.key.id.text, name: contact.name, ownerId: contact.owner,
                lifecycleStage: contact.lifecycle?.text, score: Int(contact.score(at: asOf)),
                lastEngagedAt: contact.lastEngaged(before: asOf)?.description)
        }
    }

    private func companySection(_ companies: [RecordKey]) -> Contacts.Companies {
        let links = contacts.flatMap { companiesOfContacts[$0.key] ?? [] }
        let rows = companies.map { key in
            let open = deals.filter { $0.isOpen && $0.company == key.id }
            let won = deals.filter { $0.isWon && $0.company == key.id }
            return Contacts.CompanyRow(
                companyId: key.id.text,
                name: text(key, "name") ?? text(key, "domain") ?? "Company \(key.id.text)",
                contacts: links.count { $0 == key }, openDeals: open.count,
                openAmount: NaiveNumber.money(open.map(\.amount)), wonDeals: won.count,
                wonRevenue: NaiveNumber.money(won.map(\.amount)))
        }
        func top(
            _ amount: (Contacts.CompanyRow) -> DocumentNumber,
            _ count: (Contacts.CompanyRow) -> Int
        ) -> [Contacts.CompanyRow] {
            let sorted = rows.filter { count($0) > 0 }.sorted { left, right in
                if amount(left) != amount(right) { return amount(left) > amount(right) }
                if count(left) != count(right) { return count(left) > count(right) }
                return RecordID(left.companyId) < RecordID(right.companyId)
            }
            return Array(sorted.prefix(10))
        }
        let industries = Dictionary(grouping: companies) {
            NaiveText(text($0, "industry") ?? "UNKNOWN")
        }
        let sorted = industries.sorted {
            $0.value.count == $1.value.count
                ? $0.key < $1.key : $0.value.count > $1.value.count
        }
        return .init(
            total: companies.count, withContacts: Set(links).count,
            withOpenDeals: rows.count { $0.openDeals > 0 },
            withWonDeals: rows.count { $0.wonDeals > 0 },
            avgContactsPerCompany: NaiveNumber.round(
                Rational(links.count).divided(by: Rational(companies.count)), 2),
            byIndustry: sorted.prefix(10).map {
                .init(industry: $0.key.text, companies: $0.value.count)
            },
            topByWonRevenue: top(\.wonRevenue, \.wonDeals),
            topByOpenAmount: top(\.openAmount, \.openDeals))
    }
}
