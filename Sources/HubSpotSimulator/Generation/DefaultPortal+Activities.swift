extension DefaultPortal {
    /// When an activity happens and when it was logged.
    private struct Timing {
        var happens: Stamp
        var created: Stamp
    }

    mutating func makeActivities(_ kind: ObjectKind) {
        var random = random(kind.name)
        let count = size.total(kind)
        var timings = (0..<count).map { timing(kind, $0, of: count, &random) }
        timings.sort { ($0.created, $0.happens) < ($1.created, $1.happens) }
        let bases: [ObjectKind: UInt64] = [
            .calls: 71_802_440_100, .meetings: 72_913_550_200, .tasks: 73_120_660_300,
            .notes: 74_330_770_400, .emails: 75_540_880_500,
        ]
        let ids = Self.ids(from: bases[kind] ?? 70_000_000_000, count: count, &random)
        let archived = positions(size.archivedCount(kind), of: count, &random)
        var records: [Record] = []
        records.reserveCapacity(count)
        for (index, timing) in timings.enumerated() {
            var draft = RecordDraft(portal.schema(kind))
            let isUndated = kind == .notes && index % 300 == 11
            if !isUndated { draft.set("hs_timestamp", at: timing.happens) }
            if random.chance(0.97), let owner = ownerID(&random) {
                draft.set("hubspot_owner_id", owner)
            }
            let last = describe(&draft, kind, timing, index, &random)
            link(kind, ids[index], at: timing.happens, &random)
            let updated = min(calendar.latest, max(timing.created, last))
            records.append(
                draft.record(
                    id: ids[index], createdAt: timing.created, updatedAt: updated,
                    archivedAt: archived.contains(index)
                        ? archiveStamp(after: updated, &random) : nil))
        }
        portal.tables[kind.rawValue] = RecordTable(records)
    }

    /// Dense in the last months, something today, meetings and tasks ahead.
    private func timing(
        _ kind: ObjectKind, _ index: Int, of count: Int, _ random: inout SplitMix64
    ) -> Timing {
        let isPlanned = kind == .meetings || kind == .tasks
        let ahead = isPlanned ? max(2, count / (kind == .meetings ? 90 : 60)) : 0
        let today = max(1, min(14, count / 60))
        if index < ahead {
            let happens = calendar.instant(day: calendar.today + 1 + random.below(24), &random)
            return Timing(
                happens: happens, created: calendar.instant(daysAgo: random.below(15), &random))
        }
        if index < ahead + today {
            let happens = calendar.earlierToday(&random)
            let created =
                isPlanned ? calendar.instant(daysAgo: 1 + random.below(9), &random) : happens
            return Timing(happens: happens, created: min(created, happens))
        }
        let age = random.unit()
        let happens = calendar.instant(daysAgo: 1 + Int(889 * age * (0.25 + 0.75 * age)), &random)
        let lead = isPlanned ? random.within(0...12) * StampText.dayMilliseconds : 0
        return Timing(happens: happens, created: happens - lead)
    }

    /// - Returns: the last instant at which the record changed.
    private func describe(
        _ draft: inout RecordDraft, _ kind: ObjectKind, _ timing: Timing, _ index: Int,
        _ random: inout SplitMix64
    ) -> Stamp {
        switch kind {
        case .calls: describeCall(&draft, &random)
        case .meetings: return describeMeeting(&draft, timing, index, &random)
        case .tasks: return describeTask(&draft, timing, index, &random)
        case .notes:
            draft.set("hs_note_body", index == 3 ? HostileText.long : "<p>Spoke to the buyer.</p>")
        case .emails: describeEmail(&draft, index, &random)
        case .contacts, .companies, .deals: break
        }
        return timing.happens
    }

    private func describeCall(_ draft: inout RecordDraft, _ random: inout SplitMix64) {
        let status = ["COMPLETED", "NO_ANSWER", "BUSY", "CANCELED", "FAILED"][
            random.weighted([62, 26, 5, 4, 3])]
        draft.set("hs_call_title", "Call")
        draft.set("hs_call_status", status)
        draft.set("hs_call_direction", random.chance(0.8) ? "OUTBOUND" : "INBOUND")
        guard status == "COMPLETED" else {
            draft.set("hs_call_duration", "0")
            return
        }
        draft.set("hs_call_duration", "\(20_000 + random.below(1_500_000))")
        draft.set(
            "hs_call_disposition",
            random.pick([
                "f240bbac-87c9-4f6e-bf70-924b57d47db7", "f240bbac-87c9-4f6e-bf70-924b57d47db7",
                "b2cf5968-551e-4856-9783-52b3da59a7d0", "a4c4c377-d246-4b32-a13b-75a56a4cd0ff",
            ]))
    }

    private func describeMeeting(
        _ draft: inout RecordDraft, _ timing: Timing, _ index: Int, _ random: inout SplitMix64
    ) -> Stamp {
        let start = timing.happens
        draft.set("hs_meeting_title", random.pick(NameLists.meetingTitles))
        if index % 40 != 13 { draft.set("hs_meeting_start_time", at: start) }
        draft.set("hs_meeting_end_time", at: start + 1_800_000 * (1 + random.within(0...2)))
        if start > calendar.now {
            draft.set("hs_meeting_outcome", "SCHEDULED")
            return timing.created
        }
        switch random.weighted([70, 9, 6, 5, 6, 4]) {
        case 0: draft.set("hs_meeting_outcome", "COMPLETED")
        case 1: draft.set("hs_meeting_outcome", "SCHEDULED")
        case 2: draft.set("hs_meeting_outcome", "NO_SHOW")
        case 3: draft.set("hs_meeting_outcome", "RESCHEDULED")
        case 4: draft.set("hs_meeting_outcome", "CANCELED")
        default: draft.set("hs_meeting_outcome", .null)
        }
        return start
    }

    private func describeTask(
        _ draft: inout RecordDraft, _ timing: Timing, _ index: Int, _ random: inout SplitMix64
    ) -> Stamp {
        draft.set("hs_task_subject", random.pick(NameLists.taskSubjects))
        if index % 300 == 9 {
            draft.set("hs_task_subject", HostileText.short[index / 300 % HostileText.short.count])
        }
        draft.set("hs_task_priority", random.pick(["NONE", "LOW", "MEDIUM", "HIGH"]))
        draft.set("hs_task_type", random.pick(["TODO", "CALL", "EMAIL"]))
        // Old tasks are mostly done; recent ones are where the overdue are.
        let isOver = timing.happens < calendar.now
        let age = (calendar.now - timing.happens) / StampText.dayMilliseconds
        if isOver, random.chance(age > 60 ? 0.96 : 0.82) {
            draft.set("hs_task_status", "COMPLETED")
            let wait = random.within(-8...30) * 3_600_000
            var done = max(timing.created, timing.happens + wait)
            if done > calendar.latest {
                done = random.within(timing.created...max(timing.created, calendar.latest))
            }
            if !random.chance(0.02) { draft.set("hs_task_completion_date", at: done) }
            return done
        }
        let status = ["NOT_STARTED", "IN_PROGRESS", "WAITING", "DEFERRED"][
            random.weighted([80, 10, 6, 4])]
        draft.set("hs_task_status", status)
        return timing.created
    }

    private func describeEmail(
        _ draft: inout RecordDraft, _ index: Int, _ random: inout SplitMix64
    ) {
        draft.set("hs_email_subject", random.pick(NameLists.meetingTitles))
        if random.chance(0.3) {
            draft.set("hs_email_direction", "INCOMING_EMAIL")
            return
        }
        if index % 30 != 4 { draft.set("hs_email_direction", "EMAIL") }
        draft.set(
            "hs_email_status",
            ["SENT", "BOUNCED", "FAILED", "SCHEDULED"][random.weighted([90, 4, 3, 3])])
    }

    private mutating func link(
        _ kind: ObjectKind, _ id: UInt64, at stamp: Stamp, _ random: inout SplitMix64
    ) {
        if random.chance(0.9) {
            let contact = random.pick(contacts)
            associate(kind, id, to: .contacts, contact.id)
            if let company = contact.company, random.chance(0.7) {
                associate(kind, id, to: .companies, companyIDs[company])
            }
        }
        let shares: [ObjectKind: Double] = [
            .calls: 0.6, .meetings: 0.15, .tasks: 0.1, .notes: 0.35, .emails: 0.4,
        ]
        guard random.chance(shares[kind] ?? 0) else { return }
        let running = deals.filter { deal in
            deal.createdAt <= stamp && stamp <= deal.closedAt ?? .max
        }
        if !running.isEmpty { associate(kind, id, to: .deals, random.pick(running).id) }
    }

    private mutating func associate(
        _ kind: ObjectKind, _ id: UInt64, to: ObjectKind, _ toID: UInt64
    ) {
        guard let plain = AssociationType.plain(from: kind, to: to) else { return }
        portal.links.add(kind, id, to: to, toID, types: [plain])
    }
}
