import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Leads = MetricsDocument.Leads

    /// Section 5.
    func leads() -> Leads {
        let active = contacts.filter { $0.has("lead") && !$0.has("customer") }
        return Leads(
            byPeriod: ByPeriod { leads($0) }, activeLeads: active.count,
            uncontactedLeads: active.count { $0.contacted == nil },
            statusSnapshot: statusRows(active), funnel: funnel())
    }

    func became(_ stage: String, _ period: PeriodKey) -> [NaiveContact] {
        contacts.filter { $0.has(stage) && isIn(period, $0.time(stage)) }
    }

    private func leads(_ period: PeriodKey) -> Leads.Period {
        let leads = became("lead", period)
        let owners = Dictionary(grouping: leads, by: \.owner).mapValues(\.count)
        return .init(
            newContacts: contacts.count { isIn(period, $0.created) }, leads: leads.count,
            mqls: became("marketingqualifiedlead", period).count,
            sqls: became("salesqualifiedlead", period).count,
            opportunities: became("opportunity", period).count,
            customers: became("customer", period).count, bySource: bySource(leads, period),
            byStatus: statusRows(leads),
            byOwner: owners.sorted {
                $0.value == $1.value ? ownerOrder($0.key, $1.key) : $0.value > $1.value
            }.map { .init(ownerId: $0.key, ownerName: ownerName($0.key), leads: $0.value) })
    }

    private func statusRows(_ leads: [NaiveContact]) -> [Leads.StatusRow] {
        Dictionary(grouping: leads, by: \.status).mapValues(\.count).sorted {
            $0.value == $1.value
                ? $0.key < $1.key : $0.value > $1.value
        }.map { .init(status: $0.key.text, count: $0.value) }
    }

    private func bySource(_ leads: [NaiveContact], _ period: PeriodKey) -> [Leads.SourceRow] {
        let created = contacts.filter { isIn(period, $0.created) }
        let won = deals.filter { $0.isWon && isIn(period, $0.closed) }
        let names = Set(created.map(\.source) + leads.map(\.source) + won.map(\.source))
        let rows = names.map { name in
            let own = leads.filter { $0.source == name }
            let mqls = own.count { $0.has("marketingqualifiedlead") }
            let sqls = own.count { $0.has("salesqualifiedlead") }
            let customers = own.count { $0.has("customer") }
            let deals = won.filter { $0.source == name }
            return Leads.SourceRow(
                source: name.text, label: Self.label(name.text),
                newContacts: created.count { $0.source == name }, leads: own.count,
                reachedMql: mqls, reachedSql: sqls,
                reachedOpportunity: own.count { $0.has("opportunity") },
                reachedCustomer: customers, leadToMqlRate: NaiveNumber.ratio(mqls, own.count),
                leadToSqlRate: NaiveNumber.ratio(sqls, own.count),
                leadToCustomerRate: NaiveNumber.ratio(customers, own.count),
                wonDeals: deals.count, wonRevenue: NaiveNumber.money(deals.map(\.amount)))
        }
        return rows.sorted { left, right in
            if left.leads != right.leads { return left.leads > right.leads }
            if left.newContacts != right.newContacts { return left.newContacts > right.newContacts }
            return NaiveText(left.source) < NaiveText(right.source)
        }
    }

    func reachedCount(_ stage: String) -> Int { contacts.count { $0.has(stage) } }

    private func funnel() -> [Leads.FunnelStep] {
        let labels = ["Lead", "MQL", "SQL", "Opportunity", "Customer"]
        var rows: [Leads.FunnelStep] = []
        for (place, stage) in NaiveContact.funnel.enumerated() {
            let before = place == 0 ? nil : NaiveContact.funnel[place - 1]
            let lengths = contacts.compactMap { contact -> Int64? in
                guard let before, let start = contact.own[before], let end = contact.own[stage],
                    end >= start
                else { return nil }
                return end.milliseconds - start.milliseconds
            }
            rows.append(
                .init(
                    stage: stage, label: labels[place], reached: reachedCount(stage),
                    stepConversion: before.flatMap {
                        NaiveNumber.ratio(reachedCount(stage), reachedCount($0))
                    },
                    cumulativeConversion: NaiveNumber.ratio(
                        reachedCount(stage), reachedCount("lead")),
                    medianDaysFromPrevious: NaiveNumber.days(NaiveNumber.median(lengths)),
                    timedContacts: lengths.count))
        }
        return rows
    }
}
