extension DefaultPortal {
    mutating func makeDeals() {
        var random = random("deals")
        let plans = dealPlans(&random)
        let ids = Self.ids(from: 512_340_118_220, count: plans.count, &random)
        var records: [Record] = []
        for (index, plan) in plans.enumerated() {
            var draft = RecordDraft(portal.schema(.deals))
            setCore(&draft, plan, index, &random)
            let owner = setOwner(&draft, plan, &random)
            let lastStage = setStages(&draft, plan, owner: owner, index, &random)
            let lastAmount = setAmount(&draft, plan, index, &random)
            let lastClose = setCloseDate(&draft, plan, index, &random)
            let lastActivity = setActivity(&draft, plan, index, &random)
            linkDeal(ids[index], plan, index, &random)
            let last = max(lastStage, lastAmount, lastClose, lastActivity)
            let updated = min(calendar.latest, last + random.within(0...90_000))
            var record = draft.record(
                id: ids[index], createdAt: plan.createdAt, updatedAt: updated,
                archivedAt: plan.isArchived ? archiveStamp(after: updated, &random) : nil)
            portal.recalculate(deal: &record, now: calendar.now)
            records.append(record)
            if !plan.isArchived {
                deals.append(
                    DealOutline(
                        id: ids[index], createdAt: plan.createdAt,
                        closedAt: plan.outcome == .open ? nil : plan.endsAt,
                        isWon: plan.outcome == .won))
            }
        }
        portal.tables[ObjectKind.deals.rawValue] = RecordTable(records)
    }

    private func setCore(
        _ draft: inout RecordDraft, _ plan: DealPlan, _ index: Int, _ random: inout SplitMix64
    ) {
        let name =
            index % 9 == 4
            ? HostileText.short[index / 9 % HostileText.short.count]
            : "\(NameLists.company(&random)) – \(random.pick(["rollout", "pilot", "renewal"]))"
        draft.set("dealname", index == 20 ? HostileText.long : name)
        draft.set("createdate", at: plan.createdAt)
        draft.set(
            "pipeline",
            versions: [.init(value: "default", stamp: plan.createdAt, cause: .crm)])
        draft.set("dealtype", random.chance(0.8) ? "newbusiness" : "existingbusiness")
        if random.chance(0.55) {
            draft.set("hs_analytics_source", random.pick(PropertyCatalogue.sources))
        }
        switch plan.outcome {
        case .won: draft.set("closed_won_reason", random.pick(NameLists.wonReasons))
        case .lost, .disqualified:
            draft.set("closed_lost_reason", random.pick(NameLists.lostReasons))
        case .open: break
        }
    }

    /// - Returns: the user id behind the owner, as cause of later versions.
    private func setOwner(
        _ draft: inout RecordDraft, _ plan: DealPlan, _ random: inout SplitMix64
    ) -> Cause {
        guard let first = ownerID(&random) else { return .api }
        var versions = [PropertyVersion(value: first, stamp: plan.createdAt, cause: .api)]
        if random.chance(0.25), let second = ownerID(&random), second != first {
            let at = between(plan.createdAt, plan.endsAt, random.unit())
            versions.insert(.init(value: second, stamp: at, cause: .crm), at: 0)
        }
        draft.set("hubspot_owner_id", versions: versions)
        draft.set("hubspot_owner_assigneddate", at: versions[0].stamp)
        let user = portal.owners.first { $0.id == versions[0].value }?.userID
        return Cause(sourceType: "CRM_UI", sourceID: user.map { "userId:\($0)" }, userID: user)
    }

    /// Moves the deal through its stages; history and the dates of stages say the same.
    ///
    /// - Returns: the instant of the last move.
    private func setStages(
        _ draft: inout RecordDraft, _ plan: DealPlan, owner: Cause, _ index: Int,
        _ random: inout SplitMix64
    ) -> Stamp {
        let stages = portal.pipelines[0].stages
        let first = random.weighted([4, 3, 3])
        let furthest: Int =
            switch plan.outcome {
            case .won: 6 - random.below(2)
            case .lost: first + random.below(5 - first)
            case .disqualified: first + random.below(2)
            case .open: first + random.below(7 - first)
            }
        var path = Array(first...max(first, furthest)).filter { position in
            position == first || position == furthest || random.chance(0.8)
        }
        if plan.outcome == .open, random.chance(0.1), path.count > 2 {
            path.append(path[path.count - 2])
        }
        var shares = (1..<max(1, path.count)).map { _ in 0.05 + 0.85 * random.unit() }
        shares.sort()
        var moves = [(position: path[0], at: plan.createdAt)]
        for (position, share) in zip(path.dropFirst(), shares) {
            moves.append((position, between(plan.createdAt, plan.endsAt, share)))
        }
        switch plan.outcome {
        case .won: moves.append((7, plan.endsAt))
        case .lost: moves.append((8, plan.endsAt))
        case .disqualified: moves.append((9, plan.endsAt))
        case .open: break
        }
        var versions: [PropertyVersion] = []
        for (step, move) in moves.enumerated() {
            let cause: Cause =
                step == 0
                ? .api
                : random.chance(0.15)
                    ? Cause(
                        sourceType: "AUTOMATION_PLATFORM",
                        sourceID: "enrollmentId:\(4000 + index);actionExecutionIndex:0") : owner
            versions.insert(
                .init(value: stages[move.position].id, stamp: move.at, cause: cause), at: 0)
            let suffix = PropertyCatalogue.stagePropertySuffix(stages[move.position].id)
            draft.set("hs_v2_date_entered_\(suffix)", at: move.at)
            if step + 1 < moves.count {
                draft.set("hs_v2_date_exited_\(suffix)", at: moves[step + 1].at)
                let seconds = (moves[step + 1].at - move.at) / 1000
                draft.set("hs_v2_latest_time_in_\(suffix)", "\(seconds)")
                draft.set("hs_v2_cumulative_time_in_\(suffix)", "\(seconds)")
            } else {
                // Back in a stage it had left: the exit of the first visit no longer holds.
                draft.set("hs_v2_date_exited_\(suffix)", .absent)
                draft.set("hs_v2_date_entered_current_stage", at: move.at)
                draft.set("hs_v2_time_in_current_stage", at: move.at)
            }
        }
        draft.set("dealstage", versions: versions)
        return moves.last?.at ?? plan.createdAt
    }

    private func setAmount(
        _ draft: inout RecordDraft, _ plan: DealPlan, _ index: Int, _ random: inout SplitMix64
    ) -> Stamp {
        guard let home = plan.amount else {
            if random.chance(0.5) { draft.set("amount", "") }
            return plan.createdAt
        }
        // Every ninth deal is in euros; its home amount is what counts.
        let isForeign = index % 9 == 2 && portal.account.currency != "EUR"
        let rate = isForeign ? portal.exchangeRates["EUR"] ?? 1 : 1
        var steps = [(share: 0.0, factor: 1.0)]
        if random.chance(0.6) { steps.insert((0, 0.5 + random.unit() * 0.8), at: 0) }
        if steps.count > 1 { steps[1].share = 0.2 + random.unit() * 0.6 }
        var amounts: [PropertyVersion] = []
        var homes: [PropertyVersion] = []
        for (step, (share, factor)) in steps.enumerated() {
            let isLast = step + 1 == steps.count
            let homeStep = isLast ? home : Int64(Double(home) * factor / 5000) * 5000
            let at = between(plan.createdAt, plan.endsAt, share)
            let amount = Int64((Double(homeStep) / rate).rounded())
            amounts.insert(.init(value: DecimalText.money(amount), stamp: at, cause: .crm), at: 0)
            homes.insert(
                .init(value: DecimalText.money(homeStep), stamp: at, cause: .calculated), at: 0)
        }
        draft.set("amount", versions: amounts)
        draft.set("amount_in_home_currency", versions: homes)
        if isForeign {
            draft.set(
                "deal_currency_code",
                versions: [.init(value: "EUR", stamp: plan.createdAt, cause: .crm)])
            draft.set("hs_exchange_rate", DecimalText.expansion(rate))
        } else if random.chance(0.7) {
            draft.set(
                "deal_currency_code",
                versions: [
                    .init(value: portal.account.currency, stamp: plan.createdAt, cause: .crm)
                ])
        }
        return amounts[0].stamp
    }

    /// Expected dates that slip, then the date of closing.
    private func setCloseDate(
        _ draft: inout RecordDraft, _ plan: DealPlan, _ index: Int, _ random: inout SplitMix64
    ) -> Stamp {
        let day = StampText.dayMilliseconds
        // One open deal in eight never got a date.
        if plan.outcome == .open, index % 8 == 5 { return plan.createdAt }
        var versions = [
            PropertyVersion(
                value: StampText.iso(plan.createdAt + random.within(45...120) * day),
                stamp: plan.createdAt, cause: .crm)
        ]
        for _ in 0..<random.below(3) {
            let at = between(versions[0].stamp, plan.endsAt, 0.2 + random.unit() * 0.5)
            guard at > versions[0].stamp else { continue }
            let date = at + random.within(20...90) * day
            versions.insert(.init(value: StampText.iso(date), stamp: at, cause: .crm), at: 0)
        }
        if plan.outcome != .open {
            versions.insert(
                .init(value: StampText.iso(plan.endsAt), stamp: plan.endsAt, cause: .calculated),
                at: 0)
        } else if plan.createdAt < calendar.now - 30 * day {
            // Overdue, this month, and later: in turn.
            let offset = [-12, 9, 40, -3, 75, 20][index % 6]
            let date = calendar.instant(day: calendar.today + offset, &random)
            let at = between(versions[0].stamp, plan.endsAt, 0.6)
            versions.insert(.init(value: StampText.iso(date), stamp: at, cause: .crm), at: 0)
        }
        draft.set("closedate", versions: versions)
        return versions[0].stamp
    }

    private func setActivity(
        _ draft: inout RecordDraft, _ plan: DealPlan, _ index: Int, _ random: inout SplitMix64
    ) -> Stamp {
        guard !random.chance(0.08) else { return plan.createdAt }
        var last = between(plan.createdAt, plan.endsAt, 0.7 + 0.29 * random.unit())
        if plan.outcome == .open, index % 4 != 1 {
            // Worked on; the others have gone stale.
            let recent = calendar.instant(daysAgo: 1 + random.below(20), &random)
            last = max(plan.createdAt, min(recent, calendar.latest))
        }
        draft.set("notes_last_updated", at: last)
        draft.set("notes_last_contacted", at: last)
        draft.set("num_notes", "\(1 + random.below(30))")
        return last
    }

    private mutating func linkDeal(
        _ id: UInt64, _ plan: DealPlan, _ index: Int, _ random: inout SplitMix64
    ) {
        let wantedStage = plan.outcome == .won ? 5 : 4
        let candidates = contacts.filter { $0.stage == wantedStage }
        // One deal with more contacts than an inline list holds.
        let count = index == 6 && contacts.count > 1000 ? 130 : 1 + random.below(4)
        let plain = portal.associationTypes(from: .deals, to: .contacts, label: nil)
        var company: Int?
        for _ in 0..<count {
            let pool = candidates.isEmpty || count > 100 ? contacts : candidates
            let contact = random.pick(pool)
            let isDecider = random.chance(0.15)
            let types =
                isDecider
                ? portal.associationTypes(
                    from: .deals, to: .contacts, label: "Decision maker", typeID: 30) : plain
            portal.links.add(.deals, id, to: .contacts, contact.id, types: types)
            company = company ?? contact.company
        }
        guard !random.chance(0.08) else { return }
        let chosen = company ?? random.below(companyIDs.count)
        portal.links.add(
            .deals, id, to: .companies, companyIDs[chosen],
            types: portal.associationTypes(from: .deals, to: .companies, label: "Primary"))
        if random.chance(0.15) {
            let second = random.below(companyIDs.count)
            if second != chosen {
                portal.links.add(
                    .deals, id, to: .companies, companyIDs[second],
                    types: portal.associationTypes(from: .deals, to: .companies, label: nil))
            }
        }
    }

    private func between(_ start: Stamp, _ end: Stamp, _ share: Double) -> Stamp {
        start + Stamp(Double(max(0, end - start)) * share)
    }
}
