/// A believable mix of changes, drawn from a seed.
extension Portal {
    /// What a random change may be, with its weight in the mix.
    enum RandomChange: String, CaseIterable {
        case create, advanceDeal, changeAmount, moveCloseDate, reassign, advanceContact,
            completeTask, logActivity, rename, archive, restore, merge, purge, associate,
            dissociate, calculate

        var weight: Double {
            switch self {
            case .advanceContact, .logActivity, .completeTask: 5
            case .create, .advanceDeal, .calculate: 3
            case .changeAmount, .moveCloseDate, .reassign, .rename: 2
            case .archive, .restore, .merge, .associate, .dissociate: 1
            case .purge: 0.3
            }
        }
    }

    /// Makes changes until `count` of them took hold; answers what they were.
    mutating func randomChanges(_ body: JSONValue) throws(ChangeError) -> JSONValue {
        let count = body["count"]?.integerValue ?? 10
        guard (0...100_000).contains(count) else { throw .invalid("count is 0…100000") }
        var random = SplitMix64(seed: UInt64(bitPattern: body["seed"]?.integerValue ?? 1))
        var kinds = RandomChange.allCases
        if let names = body["kinds"]?.elements {
            kinds = try names.map { name throws(ChangeError) in
                guard let kind = name.stringValue.flatMap(RandomChange.init) else {
                    throw .invalid("kinds are of \(RandomChange.allCases.map(\.rawValue))")
                }
                return kind
            }
        }
        guard !kinds.isEmpty else { throw .invalid("kinds is empty") }
        let spacing = body["spacingMilliseconds"]?.integerValue ?? 0
        var done: [JSONValue] = []
        var attempts = 0
        while done.count < Int(count), attempts < Int(count) * 20 + 100 {
            attempts += 1
            let kind = kinds[random.weighted(kinds.map(\.weight))]
            guard var change = try make(kind, &random) else { continue }
            change.set("change", .string(kind.rawValue))
            change.set("at", .string(StampText.iso(clock.now)))
            done.append(change)
            if spacing > 0 { clock.advance(spacing) }
        }
        return ["count": .integer(done.count), "changes": .array(done)]
    }

    private mutating func make(
        _ change: RandomChange, _ random: inout SplitMix64
    ) throws(ChangeError) -> JSONValue? {
        switch change {
        case .create: return try createSomething(&random)
        case .logActivity: return try logActivity(&random)
        case .advanceDeal:
            guard let id = randomLive(.deals, &random), let record = table(.deals).record(id),
                let pipeline = pipelines.first(where: {
                    $0.id == text(.deals, record, "pipeline")
                }), let stage = pipeline.stages.randomElement(using: &random)
            else { return nil }
            return try patch(.deals, id, [("dealstage", .text(stage.id))])
        case .changeAmount:
            guard let id = randomLive(.deals, &random) else { return nil }
            let amount = DecimalText.money(random.within(100_000...4_000_000))
            return try patch(.deals, id, [("amount", .text(amount))])
        case .moveCloseDate:
            guard let id = randomLive(.deals, &random) else { return nil }
            let date = clock.now + random.within(-20...120) * StampText.dayMilliseconds
            return try patch(.deals, id, [("closedate", .text(StampText.iso(date)))])
        case .reassign:
            let kind = random.pick([ObjectKind.deals, .contacts, .tasks, .meetings])
            guard let id = randomLive(kind, &random) else { return nil }
            let owner = owners.isEmpty || random.chance(0.1) ? "" : random.pick(owners).id
            return try patch(kind, id, [("hubspot_owner_id", .text(owner))])
        case .advanceContact:
            guard let id = randomLive(.contacts, &random) else { return nil }
            let stage = random.pick(Array(PropertyCatalogue.lifecycleStages[0..<6]))
            return try patch(.contacts, id, [("lifecyclestage", .text(stage))])
        case .completeTask:
            guard let id = randomLive(.tasks, &random) else { return nil }
            return try patch(.tasks, id, [("hs_task_status", .text("COMPLETED"))])
        case .rename:
            guard let id = randomLive(.companies, &random) else { return nil }
            return try patch(.companies, id, [("name", .text(NameLists.company(&random)))])
        case .archive: return try move(&random, live: true)
        case .restore: return try move(&random, live: false)
        case .merge:
            let kind = random.pick([ObjectKind.contacts, .companies])
            guard let primary = randomLive(kind, &random), let other = randomLive(kind, &random),
                primary != other
            else { return nil }
            let form: MergeForm = random.chance(0.8) ? .new : .old
            let survivor = try merge(kind, primary: primary, secondary: other, form: form)
            return [
                "type": .string(kind.name), "id": .string("\(survivor)"),
                "merged": [.string("\(primary)"), .string("\(other)")],
                "form": .string(form.rawValue),
            ]
        case .purge:
            guard let id = randomLive(.contacts, &random) else { return nil }
            try purge(.contacts, id)
            return ["type": "contacts", "id": .string("\(id)")]
        case .associate, .dissociate:
            return try relink(&random, removing: change == .dissociate)
        case .calculate:
            guard let id = randomLive(.contacts, &random) else { return nil }
            let views = "\(random.below(200))"
            try write(
                .contacts, id, [("hs_analytics_num_page_views", .text(views))],
                cause: .calculated, movesStamp: false)
            return [
                "type": "contacts", "id": .string("\(id)"),
                "properties": ["hs_analytics_num_page_views": .string(views)],
            ]
        }
    }

    private mutating func patch(
        _ kind: ObjectKind, _ id: UInt64, _ values: [Assignment]
    ) throws(ChangeError) -> JSONValue {
        try write(kind, id, values, cause: .crm)
        return [
            "type": .string(kind.name), "id": .string("\(id)"),
            "properties": .object(
                values.map { .init(name: $0.name, value: .text($0.value.string)) }),
        ]
    }

    private mutating func createSomething(
        _ random: inout SplitMix64
    ) throws(ChangeError) -> JSONValue? {
        let kind = random.pick([ObjectKind.contacts, .contacts, .companies, .deals])
        var values: [Assignment]
        switch kind {
        case .contacts:
            let first = random.pick(NameLists.firstNames)
            let last = random.pick(NameLists.lastNames)
            let number = random.below(1_000_000)
            values = [
                ("firstname", .text(first)), ("lastname", .text(last)),
                ("email", .text("\(first.lowercased()).\(number)@example.com")),
                ("lifecyclestage", .text("lead")),
                ("hs_analytics_source", .text(random.pick(PropertyCatalogue.sources))),
            ]
        case .companies:
            values = [
                ("name", .text(NameLists.company(&random))),
                ("domain", .text("c\(random.below(1_000_000)).example.com")),
            ]
        default:
            guard let stage = pipelines.first?.stages.first(where: { !$0.isClosed }) else {
                return nil
            }
            let close = clock.now + random.within(20...120) * StampText.dayMilliseconds
            values = [
                ("dealname", .text(NameLists.company(&random))),
                ("dealstage", .text(stage.id)),
                ("amount", .text(DecimalText.money(random.within(100_000...4_000_000)))),
                ("closedate", .text(StampText.iso(close))),
            ]
        }
        if !owners.isEmpty { values.append(("hubspot_owner_id", .text(random.pick(owners).id))) }
        let id = try create(kind, values, cause: .crm)
        return ["type": .string(kind.name), "id": .string("\(id)")]
    }

    private mutating func logActivity(
        _ random: inout SplitMix64
    ) throws(ChangeError) -> JSONValue? {
        let kind = random.pick([ObjectKind.calls, .meetings, .tasks, .notes, .emails])
        let instant = PropertyValue.text(StampText.iso(clock.now))
        var values: [Assignment] = [("hs_timestamp", instant)]
        switch kind {
        case .calls:
            values += [
                ("hs_call_status", .text("COMPLETED")),
                ("hs_call_duration", .text("\(random.below(900_000))")),
            ]
        case .meetings:
            values += [
                ("hs_meeting_start_time", instant), ("hs_meeting_outcome", .text("COMPLETED")),
            ]
        case .tasks:
            values += [
                ("hs_task_subject", .text("Follow up")), ("hs_task_status", .text("NOT_STARTED")),
            ]
        case .emails:
            values += [("hs_email_direction", .text("EMAIL")), ("hs_email_status", .text("SENT"))]
        default: values.append(("hs_note_body", .text("<p>Spoke briefly.</p>")))
        }
        if !owners.isEmpty { values.append(("hubspot_owner_id", .text(random.pick(owners).id))) }
        let id = try create(kind, values, cause: .crm)
        let to = random.pick([ObjectKind.contacts, .deals])
        if let toID = randomLive(to, &random) {
            try associate(
                kind, id, to: to, toID, types: associationTypes(from: kind, to: to, label: nil))
            if to == .deals {
                // Logging moves the deal's activity date, and its modified stamp with it.
                try write(.deals, toID, [("notes_last_updated", instant)], cause: .crm)
            }
        }
        return ["type": .string(kind.name), "id": .string("\(id)")]
    }

    private mutating func move(
        _ random: inout SplitMix64, live: Bool
    ) throws(ChangeError) -> JSONValue? {
        let kind = random.pick(ObjectKind.allCases)
        if live {
            guard let id = randomLive(kind, &random) else { return nil }
            try archive(kind, id)
            return ["type": .string(kind.name), "id": .string("\(id)")]
        }
        let bin = table(kind).records.filter(\.isArchived)
        guard !bin.isEmpty else { return nil }
        let id = random.pick(bin).id
        try restore(kind, id)
        return ["type": .string(kind.name), "id": .string("\(id)")]
    }

    private mutating func relink(
        _ random: inout SplitMix64, removing: Bool
    ) throws(ChangeError) -> JSONValue? {
        let (from, to) = random.pick([
            (ObjectKind.deals, ObjectKind.contacts), (.deals, .companies),
            (.contacts, .companies), (.meetings, .deals),
        ])
        guard let id = randomLive(from, &random) else { return nil }
        let existing = liveLinks(from, id, to: to)
        let target: UInt64?
        if removing {
            target = existing.isEmpty ? nil : random.pick(existing).id
        } else {
            target = randomLive(to, &random)
        }
        guard let target, removing || !existing.contains(where: { $0.id == target }) else {
            return nil
        }
        let types = removing ? [] : associationTypes(from: from, to: to, label: nil)
        try associate(from, id, to: to, target, types: types, removing: removing)
        return [
            "type": .string(from.name), "id": .string("\(id)"), "toType": .string(to.name),
            "toId": .string("\(target)"),
        ]
    }

    private func randomLive(_ kind: ObjectKind, _ random: inout SplitMix64) -> UInt64? {
        let records = tables[kind.rawValue].records
        guard tables[kind.rawValue].liveCount > 0 else { return nil }
        var position = random.below(records.count)
        while records[position].isArchived { position = (position + 1) % records.count }
        return records[position].id
    }
}
