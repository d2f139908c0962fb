extension DefaultPortal {
    /// Three imports, each in batches that share one millisecond, and a growing daily inflow.
    private func contactCreateStamps(_ count: Int, _ random: inout SplitMix64) -> [Stamp] {
        let imports: [(daysAgo: Int, share: Double)] = [(880, 0.40), (520, 0.18), (170, 0.09)]
        var stamps: [Stamp] = []
        for (daysAgo, share) in imports {
            let start = calendar.instant(day: calendar.today - daysAgo, &random)
            for index in 0..<Int(Double(count) * share) {
                stamps.append(start + Stamp(index / 100) * 350)
            }
        }
        let recent = min(12, count / 10 + 1)
        for _ in 0..<recent { stamps.append(calendar.earlierToday(&random)) }
        while stamps.count < count {
            let age = 1 - random.unit()
            let daysAgo = 1 + Int(899 * age * (0.35 + 0.65 * age))
            stamps.append(calendar.instant(daysAgo: daysAgo, &random))
        }
        return stamps.sorted()
    }

    /// 0, 0.1 … 99.9 with every binary digit, as calculated numbers come.
    private static let tenths = (0..<1000).map { DecimalText.expansion(Double($0) / 10) }

    mutating func makeContacts() {
        var random = random("contacts")
        let count = size.total(.contacts)
        let ids = Self.ids(from: 151_203_400_118, count: count, &random)
        let stamps = contactCreateStamps(count, &random)
        let schema = portal.schema(.contacts)
        // A month-end job that touched more than the 10,000 records a search can reach.
        let bulkStamp = calendar.instant(day: calendar.today - 33, &random) + 417
        let archived = positions(size.archivedCount(.contacts), of: count, &random)
        var records: [Record] = []
        records.reserveCapacity(count)
        contacts.reserveCapacity(count)
        for index in 0..<count {
            var draft = RecordDraft(schema)
            let created = stamps[index]
            let isImported = index > 0 && stamps[index - 1] == created
            setIdentity(&draft, index, &random)
            draft.set("createdate", at: created)
            let (stage, stageStamp) = setLifecycle(
                &draft, created: created, isImported: isImported, &random)
            setSource(&draft, isImported: isImported, &random)
            let webStamp = setWeb(&draft, created: created, isImported: isImported, &random)
            let company = setOutreach(&draft, id: ids[index], created: created, &random)
            let last = max(created, stageStamp, webStamp)
            let isBulk = last < bulkStamp && random.chance(0.36)
            let updated = isBulk ? bulkStamp : updateStamp(after: last, &random)
            contacts.append(ContactOutline(id: ids[index], stage: stage, company: company))
            records.append(
                draft.record(
                    id: ids[index], createdAt: created, updatedAt: updated,
                    archivedAt: archived.contains(index)
                        ? archiveStamp(after: updated, &random) : nil))
        }
        portal.tables[ObjectKind.contacts.rawValue] = RecordTable(records)
    }

    private func setIdentity(_ draft: inout RecordDraft, _ index: Int, _ random: inout SplitMix64) {
        let first = random.pick(NameLists.firstNames)
        let last = random.pick(NameLists.lastNames)
        draft.set("firstname", first)
        draft.set("lastname", last)
        let ascii = String(
            "\(first).\(last)".lowercased().unicodeScalars
                .filter { $0.isASCII && $0 != " " && $0 != "'" }.map(Character.init))
        draft.set("email", "\(ascii).\(index)@example.com")
        if random.chance(0.4) { draft.set("phone", "+44 20 7946 0\(100 + random.below(900))") }
        if random.chance(0.3) {
            draft.set("jobtitle", random.pick(["CEO", "Buyer", "Head of IT"]))
        }
        // Missing values in all three forms, and texts that break careless code.
        switch random.below(50) {
        case 0: draft.set("email", .null)
        case 1: draft.set("firstname", "")
        case 2: draft.set("lastname", .absent)
        default: break
        }
        if index % 400 == 7 {
            draft.set("firstname", HostileText.short[index / 400 % HostileText.short.count])
        }
        if index == 11 { draft.set("lastname", HostileText.long) }
    }

    /// Walks the funnel as far as luck and time allow.
    private func setLifecycle(
        _ draft: inout RecordDraft, created: Stamp, isImported: Bool, _ random: inout SplitMix64
    ) -> (stage: Int?, last: Stamp) {
        // subscriber, lead, MQL, SQL, opportunity, customer, evangelist, other, none
        let weights: [Double] =
            isImported
            ? [30, 63, 4, 0.9, 0.15, 0.09, 0.01, 0.6, 1.2]
            : [14, 66, 14, 3.6, 0.9, 0.42, 0.04, 0.5, 0.8]
        let drawn = random.weighted(weights)
        guard drawn < 8 else {
            if random.chance(0.5) { draft.set("lifecyclestage", "") }
            return (nil, created)
        }
        let names = PropertyCatalogue.lifecycleStages
        if drawn == 0 || drawn == 7 {
            enter(&draft, names[drawn], at: created)
            draft.set("lifecyclestage", names[drawn])
            return (drawn, created)
        }
        let days: [ClosedRange<Int64>] = [0...0, 0...2, 4...60, 7...45, 5...30, 40...170, 30...90]
        var reached = 1
        var at = created
        enter(&draft, names[1], at: at)
        for next in stride(from: 2, through: drawn, by: 1) {
            // Some skip a stage on the way.
            let wait =
                random.within(days[next]) * StampText.dayMilliseconds
                + random.within(0...20_000_000)
            guard at + wait < calendar.latest else { break }
            at += wait
            reached = next
            if next < drawn, random.chance(0.12) { continue }
            enter(&draft, names[next], at: at)
        }
        if reached >= 2, random.chance(0.03) {
            // Recycled: HubSpot keeps the last entry in the newer property.
            let later = min(calendar.latest, at + 9 * StampText.dayMilliseconds)
            draft.set("hs_v2_date_entered_\(names[reached])", at: later)
            at = later
        }
        draft.set("lifecyclestage", names[reached])
        return (reached, at)
    }

    private func enter(_ draft: inout RecordDraft, _ stage: String, at stamp: Stamp) {
        draft.set("hs_v2_date_entered_\(stage)", at: stamp)
        draft.set("hs_lifecyclestage_\(stage)_date", at: stamp)
    }

    private func setSource(
        _ draft: inout RecordDraft, isImported: Bool, _ random: inout SplitMix64
    ) {
        let weights: [Double] = [24, 11, 9, 7, 8, 4, 17, 10, 6, 4]
        let source =
            isImported
            ? "OFFLINE" : PropertyCatalogue.sources[random.weighted(weights)]
        if !random.chance(0.015) { draft.set("hs_analytics_source", source) }
        draft.set("hs_object_source_label", isImported ? "IMPORT" : "FORM")
        if random.chance(0.55) {
            draft.set("hs_lead_status", random.pick(PropertyCatalogue.leadStatuses))
        } else if random.chance(0.1) {
            draft.set("hs_lead_status", "")
        }
    }

    /// Visits, forms and marketing e-mail.
    private func setWeb(
        _ draft: inout RecordDraft, created: Stamp, isImported: Bool, _ random: inout SplitMix64
    ) -> Stamp {
        var last = created
        func later(_ random: inout SplitMix64) -> Stamp {
            // Squared: most people are seen for the last time soon after they came.
            let share = random.unit()
            let span = Double(calendar.latest - created)
            let at = created + Stamp(max(0, span) * share * (isImported ? 1 : share))
            return min(at, calendar.latest)
        }
        if random.chance(isImported ? 0.25 : 0.75) {
            let visits = 1 + random.below(1 + random.below(14))
            draft.set("hs_analytics_num_visits", "\(visits)")
            draft.set("hs_analytics_num_page_views", "\(visits + random.below(visits * 4 + 1))")
            let seen = later(&random)
            draft.set("hs_analytics_first_visit_timestamp", at: created)
            draft.set("hs_analytics_last_visit_timestamp", at: seen)
            draft.set("hs_analytics_average_page_views", Self.tenths[10 + random.below(40)])
            last = max(last, seen)
        } else if random.chance(0.5) {
            draft.set("hs_analytics_num_visits", "0")
            draft.set("hs_analytics_num_page_views", "0")
        }
        if random.chance(isImported ? 0.05 : 0.4) {
            let converted = random.chance(0.6) ? created : later(&random)
            draft.set("num_conversion_events", "\(1 + random.below(4))")
            draft.set("recent_conversion_date", at: converted)
            draft.set("recent_conversion_event_name", "Contact us: Main form")
            last = max(last, converted)
        }
        if random.chance(0.6) {
            let delivered = 1 + random.below(40)
            let opened = random.below(delivered + 1)
            let clicked = random.below(opened / 2 + 1)
            draft.set("hs_email_delivered", "\(delivered)")
            draft.set("hs_email_open", "\(opened)")
            draft.set("hs_email_click", "\(clicked)")
            draft.set("hs_email_bounce", random.chance(0.06) ? "1" : "0")
            if opened > 0 {
                let at = later(&random)
                draft.set("hs_email_last_open_date", at: at)
                if clicked > 0 { draft.set("hs_email_last_click_date", at: at) }
                last = max(last, at)
            }
        }
        return last
    }

    /// Owner, sales activity counters and the company.
    private mutating func setOutreach(
        _ draft: inout RecordDraft, id: UInt64, created: Stamp, _ random: inout SplitMix64
    ) -> Int? {
        if random.chance(0.7), let owner = ownerID(&random) {
            draft.set("hubspot_owner_id", owner)
        }
        if random.chance(0.35) {
            let span = max(0, calendar.latest - created)
            let at = created + Stamp(Double(span) * random.unit())
            draft.set("num_contacted_notes", "\(1 + random.below(15))")
            draft.set("notes_last_contacted", at: at)
            draft.set("notes_last_updated", at: at)
            if random.chance(0.15) { draft.set("hs_sales_email_last_replied", at: at) }
        }
        draft.set("hubspotscore", Self.tenths[random.below(1000)])
        guard random.chance(0.6) else { return nil }
        // One large customer: more contacts than a page of associations holds.
        let company = random.chance(0.026) ? 3 % companyIDs.count : random.below(companyIDs.count)
        let primary = portal.associationTypes(from: .contacts, to: .companies, label: "Primary")
        portal.links.add(
            .contacts, id, to: .companies, companyIDs[company], types: primary)
        draft.set("associatedcompanyid", "\(companyIDs[company])")
        if random.chance(0.04) {
            let second = random.below(companyIDs.count)
            let label = random.chance(0.3) ? "Billing contact" : nil
            if second != company {
                portal.links.add(
                    .contacts, id, to: .companies, companyIDs[second],
                    types: portal.associationTypes(from: .contacts, to: .companies, label: label))
            }
        }
        return company
    }

    /// A few distinct positions below `count`.
    func positions(_ wanted: Int, of count: Int, _ random: inout SplitMix64) -> Set<Int> {
        var chosen: Set<Int> = []
        while chosen.count < min(wanted, count) { chosen.insert(random.below(count)) }
        return chosen
    }

    /// The modified stamp of a record whose last own event is known: most are touched later.
    func updateStamp(after last: Stamp, _ random: inout SplitMix64) -> Stamp {
        let span = Double(max(0, calendar.latest - last))
        let share = random.unit()
        return last + Stamp(span * share * share * share)
    }

    /// Bins are emptied after 90 days.
    func archiveStamp(after updated: Stamp, _ random: inout SplitMix64) -> Stamp {
        max(updated, calendar.instant(daysAgo: 1 + random.below(85), &random))
    }
}
