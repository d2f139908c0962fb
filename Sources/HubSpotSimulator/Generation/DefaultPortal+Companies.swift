extension DefaultPortal {
    mutating func makeCompanyIDs() {
        var random = random("company ids")
        companyIDs = Self.ids(from: 38_402_771_005, count: size.total(.companies), &random)
    }

    mutating func makeCompanies() {
        var random = random("companies")
        let count = companyIDs.count
        let schema = portal.schema(.companies)
        let archived = positions(size.archivedCount(.companies), of: count, &random)
        var contactCounts = Array(repeating: 0, count: count)
        for contact in contacts {
            if let company = contact.company { contactCounts[company] += 1 }
        }
        var stamps = (0..<count).map { _ in
            let age = random.unit()
            return calendar.instant(daysAgo: 1 + Int(899 * age), &random)
        }
        stamps.sort()
        let fresh = min(3, count)
        for index in (count - fresh)..<count { stamps[index] = calendar.earlierToday(&random) }
        stamps.sort()
        var records: [Record] = []
        records.reserveCapacity(count)
        for index in 0..<count {
            var draft = RecordDraft(schema)
            draft.set("name", "\(NameLists.company(&random)) \(index)")
            draft.set("domain", "c\(index).example.com")
            if random.chance(0.75) {
                draft.set("industry", random.pick(PropertyCatalogue.industries))
            }
            draft.set("createdate", at: stamps[index])
            if random.chance(0.6), let owner = ownerID(&random) {
                draft.set("hubspot_owner_id", owner)
            }
            if random.chance(0.3) { draft.set("numberofemployees", "\(1 + random.below(5000))") }
            draft.set("num_associated_contacts", "\(contactCounts[index])")
            switch random.below(80) {
            case 0: draft.set("name", .null)
            case 1: draft.set("domain", "")
            default: break
            }
            if index % 500 == 5 {
                draft.set("name", HostileText.short[index / 500 % HostileText.short.count])
            }
            let updated = updateStamp(after: stamps[index], &random)
            records.append(
                draft.record(
                    id: companyIDs[index], createdAt: stamps[index], updatedAt: updated,
                    archivedAt: archived.contains(index)
                        ? archiveStamp(after: updated, &random) : nil))
        }
        portal.tables[ObjectKind.companies.rawValue] = RecordTable(records)
    }
}
