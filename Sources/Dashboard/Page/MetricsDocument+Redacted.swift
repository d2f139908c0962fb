package import Projections

extension MetricsDocument {
    /// The document without names: people, deals, companies and tasks go by their ids.
    ///
    /// Figures, stages, sources and reasons stay. Redacting twice changes nothing.
    package var redacted: MetricsDocument {
        var document = self
        document.records.redact()
        document.pipeline.redact()
        document.activities.redact()
        document.leads?.redact()
        document.contacts?.redact()
        if let signals = document.webSignals {
            document.webSignals?.hotContacts = signals.hotContacts.map { contact in
                var contact = contact
                contact.name = "Contact \(contact.contactId)"
                return contact
            }
        }
        return document
    }

    fileprivate static func ownerName(_ id: String?) -> String {
        id.map { "Owner \($0)" } ?? "Unassigned"
    }
}

extension MetricsDocument.Records {
    fileprivate mutating func redact() {
        for index in deals.indices { deals[index].name = "Deal \(deals[index].dealId)" }
        for index in owners.indices {
            owners[index].name = MetricsDocument.ownerName(owners[index].ownerId)
        }
    }
}

extension MetricsDocument.Pipeline {
    fileprivate mutating func redact() {
        for index in staleDeals.indices {
            staleDeals[index].name = "Deal \(staleDeals[index].dealId)"
        }
        for index in byOwner.indices {
            byOwner[index].ownerName = MetricsDocument.ownerName(byOwner[index].ownerId)
        }
        byPeriod = byPeriod.map { period in
            var period = period
            for index in period.byOwner.indices {
                period.byOwner[index].ownerName = MetricsDocument.ownerName(
                    period.byOwner[index].ownerId)
            }
            return period
        }
    }
}

extension MetricsDocument.Activities {
    fileprivate mutating func redact() {
        byPeriod = byPeriod.map { period in
            var period = period
            for index in period.byOwner.indices {
                period.byOwner[index].ownerName = MetricsDocument.ownerName(
                    period.byOwner[index].ownerId)
            }
            return period
        }
        overdueTasks.byOwner = overdueTasks.byOwner?.map { row in
            var row = row
            row.ownerName = MetricsDocument.ownerName(row.ownerId)
            return row
        }
        overdueTasks.oldest = overdueTasks.oldest?.map { task in
            var task = task
            task.subject = "Task \(task.taskId)"
            return task
        }
    }
}

extension MetricsDocument.Leads {
    fileprivate mutating func redact() {
        byPeriod = byPeriod.map { period in
            var period = period
            for index in period.byOwner.indices {
                period.byOwner[index].ownerName = MetricsDocument.ownerName(
                    period.byOwner[index].ownerId)
            }
            return period
        }
    }
}

extension MetricsDocument.Contacts {
    fileprivate mutating func redact() {
        for index in topEngaged.indices {
            topEngaged[index].name = "Contact \(topEngaged[index].contactId)"
        }
        for index in companies.topByWonRevenue.indices {
            companies.topByWonRevenue[index].name =
                "Company \(companies.topByWonRevenue[index].companyId)"
        }
        for index in companies.topByOpenAmount.indices {
            companies.topByOpenAmount[index].name =
                "Company \(companies.topByOpenAmount[index].companyId)"
        }
    }
}
