internal import HubSpotModel

extension RecordFold {
    /// The image of a row as things stand, or `nil` where there is none.
    mutating func image(_ table: Int, _ row: Int) throws -> RecordImage? {
        guard tables[table].flags[row].contains(.exists) else { return nil }
        switch tables[table].object {
        case .deals: return try dealImage(table, row).map(RecordImage.deal)
        case .contacts: return .contact(try contactImage(table, row))
        case .companies: return .company(companyImage(table, row))
        case .calls, .emails, .meetings, .tasks, .notes:
            return .activity(try activityImage(table, row))
        case .owners, .pipelines, .account: return nil
        }
    }

    private func standing(_ table: Int, _ row: Int) -> Standing {
        if tables[table].flags[row].contains(.archived) { return .archived }
        return isAbsorbed(table, row) ? .absorbed : .live
    }

    private func isAbsorbed(_ table: Int, _ row: Int) -> Bool {
        tables[table].flags[row].contains(.mergedAway) || !tables[table].claimants[row].isEmpty
    }

    private func code(_ table: Int, _ row: Int, _ slot: Int) -> TextCode {
        tables[table][row, slot].textCode
    }

    private func personal(_ table: Int, _ row: Int, _ slot: Int) -> PersonalText {
        PersonalText(packed: tables[table][row, slot])
    }

    private func counter(_ table: Int, _ row: Int, _ slot: Int) -> Int64 {
        tables[table][row, slot].present ?? 0
    }

    /// `createdate`, else the stamp of the envelope.
    private func created(_ table: Int, _ row: Int) -> Instant? {
        tables[table].instant(row, RecordSchema.Deal.created)
            ?? tables[table].instant(row, RecordSchema.Common.createdAt)
    }

    /// The live records of a type that a record or one of its namesakes links, in id order, and
    /// whether any listing says primary.
    private mutating func linked(
        _ object: ObjectType, from ref: RecordRef, _ table: Int
    ) throws -> [(ref: RecordRef, isPrimary: Bool)] {
        var found: [(ref: RecordRef, isPrimary: Bool)] = []
        let targetTable = Self.table(of: object)
        for name in try namesakes(of: ref, table) {
            // The portal keeps no links of a purged record, and no record to name them.
            guard let row = try tables[table].row(name),
                tables[table].flags[row].contains(.exists)
            else { continue }
            for link in tables[table].links[row] where link.target.object == object {
                guard let target = try survivor(of: link.target.ref, targetTable),
                    try isLive(target, targetTable)
                else { continue }
                if let index = found.firstIndex(where: { $0.ref == target }) {
                    found[index].isPrimary = found[index].isPrimary || link.isPrimary
                } else {
                    found.append((target, link.isPrimary))
                }
            }
        }
        guard found.count > 1 else { return found }
        return found.sorted { lexicon.precedes($0.ref, $1.ref) }
    }

    // MARK: Deals

    private mutating func dealImage(_ table: Int, _ row: Int) throws -> DealImage? {
        typealias Slot = RecordSchema.Deal
        let words = coded.words
        var pipeline = code(table, row, Slot.pipeline)
        if pipeline == 0 { pipeline = words.defaultPipeline }
        guard coded.counts(pipeline) else { return nil }
        let ref = tables[table].refs[row]
        let standing = standing(table, row)
        let stage = code(table, row, Slot.stage)
        let known = coded.stage(pipeline, stage)
        let status = known?.status ?? statedStatus(table, row)
        let stated = StatedAmounts(
            home: PackedDecimal(packed: tables[table][row, Slot.homeAmount]),
            amount: PackedDecimal(packed: tables[table][row, Slot.amount]),
            currency: code(table, row, Slot.currency))
        let (amount, lacksRate) = coded.amount(stated, lexicon)
        let visits = visits(table, row, pipeline: pipeline, stage: stage)
        var source = code(table, row, Slot.source)
        if source == 0, standing == .live { source = try contactSource(of: ref, table) }
        let closeDate = tables[table].instant(row, Slot.closed)
        return DealImage(
            ref: ref, standing: standing,
            archivedAt: tables[table].instant(row, RecordSchema.Common.archivedAt),
            isAbsorbed: isAbsorbed(table, row), pipeline: pipeline, stage: stage,
            isStageKnown: known != nil, status: status,
            probability: probability(table, row, known), amount: amount, lacksRate: lacksRate,
            stated: stated, created: created(table, row), closeDate: closeDate,
            closed: status.isClosed
                ? closeDate ?? stageDate(table, row, stage, .entered, .olderEntered) : nil,
            owner: code(table, row, RecordSchema.Common.owner),
            source: source == 0 ? words.unknown : source,
            company: standing == .live ? try company(of: ref, table) : nil,
            name: personal(table, row, Slot.name),
            wonReason: personal(table, row, Slot.wonReason),
            lostReason: personal(table, row, Slot.lostReason),
            notesUpdated: tables[table].instant(row, Slot.notesUpdated),
            notesContacted: tables[table].instant(row, Slot.notesContacted), visits: visits,
            furthest: furthest(visits, pipeline: pipeline, stage: stage),
            history: tables[table].tails[row].history)
    }

    /// The status of a deal in an unknown stage.
    private func statedStatus(_ table: Int, _ row: Int) -> DealStatus {
        if tables[table][row, RecordSchema.Deal.isWon] == 1 { return .won }
        return tables[table][row, RecordSchema.Deal.isClosed] == 1 ? .lost : .open
    }

    private func probability(
        _ table: Int, _ row: Int, _ known: CodedContext.Stage?
    ) -> Probability? {
        let own = tables[table][row, RecordSchema.Deal.probability].present
            .map(Probability.init(tenThousandths:))
        guard let known else { return own }
        switch context.configuration.probabilitySource {
        case .stage: return known.probability
        case .deal: return own ?? known.probability
        }
    }

    /// The source of the earliest-created live contact; 0 where there is none or it has none.
    private mutating func contactSource(of deal: RecordRef, _ table: Int) throws -> TextCode {
        let contactTable = Self.table(of: .contacts)
        var earliest: (created: Instant?, source: TextCode)?
        for contact in try linked(.contacts, from: deal, table) {
            guard let row = try tables[contactTable].row(contact.ref) else { continue }
            let created = created(contactTable, row)
            if let best = earliest {
                // Without a create time last; the lower id, which came first, wins a tie.
                guard let created, best.created.map({ created < $0 }) ?? true else { continue }
            }
            earliest = (created, code(contactTable, row, RecordSchema.Contact.source))
        }
        return earliest?.source ?? 0
    }

    private mutating func company(of deal: RecordRef, _ table: Int) throws -> RecordRef? {
        let companies = try linked(.companies, from: deal, table)
        return (companies.first { $0.isPrimary } ?? companies.first)?.ref
    }

    /// When a deal entered or left a stage, by the newer property, else by the older one.
    private mutating func stageDate(
        _ table: Int, _ row: Int, _ stage: TextCode, _ kind: StageDates.Kind,
        _ older: StageDates.Kind
    ) -> Instant? {
        guard stage != 0, !tables[table].tails[row].stageDates.isEmpty else { return nil }
        let suffixes = suffixes(of: stage)
        for kind in [kind, older] {
            for suffix in suffixes {
                if let dates = tables[table].tails[row].stageDates.first(where: {
                    $0.suffix == suffix
                }), let instant = dates[kind] {
                    return instant
                }
            }
        }
        return nil
    }

    /// Source: metric dictionary, section 6.3.
    private mutating func visits(
        _ table: Int, _ row: Int, pipeline: TextCode, stage: TextCode
    ) -> [StageVisit] {
        let versions = tables[table].tails[row].history[.stage]
        guard versions.isEmpty else { return Self.visits(versions) }
        guard !tables[table].tails[row].stageDates.isEmpty else { return [] }
        return coded.stages(of: pipeline).compactMap { defined in
            guard let entered = stageDate(table, row, defined, .entered, .olderEntered) else {
                return nil
            }
            if defined == stage {
                return StageVisit(stage: defined, entered: entered, exited: nil)
            }
            guard let exited = stageDate(table, row, defined, .exited, .olderExited),
                exited >= entered
            else { return nil }
            return StageVisit(stage: defined, entered: entered, exited: exited)
        }
    }

    /// Each version opens a visit that the next one closes; blanks only close.
    private static func visits(_ versions: [HistoryVersion]) -> [StageVisit] {
        var visits: [StageVisit] = []
        var current: (stage: TextCode, entered: Instant)?
        for version in versions {
            let stage = version.slot.textCode
            if let open = current {
                if stage == open.stage { continue }
                visits.append(
                    StageVisit(stage: open.stage, entered: open.entered, exited: version.stamp))
            }
            current = stage == 0 ? nil : (stage, version.stamp)
        }
        if let current {
            visits.append(
                StageVisit(stage: current.stage, entered: current.entered, exited: nil))
        }
        return visits
    }

    private func furthest(
        _ visits: [StageVisit], pipeline: TextCode, stage: TextCode
    ) -> Int? {
        var furthest = coded.stage(pipeline, stage)?.pathPlace
        for visit in visits {
            if let place = coded.stage(pipeline, visit.stage)?.pathPlace {
                furthest = max(furthest ?? place, place)
            }
        }
        return furthest
    }

    // MARK: Contacts and companies

    private mutating func contactImage(_ table: Int, _ row: Int) throws -> ContactImage {
        typealias Slot = RecordSchema.Contact
        let ref = tables[table].refs[row]
        let standing = standing(table, row)
        let lifecycle = code(table, row, Slot.lifecycle)
        var ownDates = FunnelDates()
        for stage in FunnelStage.allCases {
            let first = Slot.stageDates + 2 * stage.rawValue
            let entered = tables[table].instant(row, first)
            let older = tables[table].instant(row, first + 1)
            ownDates[stage] = [entered, older].compactMap { $0 }.min()
        }
        return ContactImage(
            ref: ref, standing: standing, created: created(table, row),
            owner: code(table, row, RecordSchema.Common.owner), lifecycle: lifecycle,
            currentStage: coded.words.funnel[lifecycle], ownDates: ownDates,
            leadStatus: code(table, row, Slot.leadStatus),
            statedSource: code(table, row, Slot.source),
            firstName: personal(table, row, Slot.firstName),
            lastName: personal(table, row, Slot.lastName),
            hasEmail: personal(table, row, Slot.email).isPresent,
            counters: ContactImage.Counters(
                pageViews: counter(table, row, Slot.pageViews),
                visits: counter(table, row, Slot.visits),
                conversions: counter(table, row, Slot.conversions),
                delivered: counter(table, row, Slot.delivered),
                opened: counter(table, row, Slot.opened),
                clicked: counter(table, row, Slot.clicked),
                bounced: counter(table, row, Slot.bounced),
                contactedNotes: counter(table, row, Slot.contactedNotes)),
            signals: ContactImage.Signals(
                firstVisit: tables[table].instant(row, Slot.firstVisit),
                lastVisit: tables[table].instant(row, Slot.lastVisit),
                lastConversion: tables[table].instant(row, Slot.lastConversion),
                lastOpen: tables[table].instant(row, Slot.lastOpen),
                lastClick: tables[table].instant(row, Slot.lastClick),
                lastReply: tables[table].instant(row, Slot.lastReply)),
            lastContacted: tables[table].instant(row, Slot.lastContacted),
            companies: standing == .live
                ? try linked(.companies, from: ref, table).map(\.ref) : [])
    }

    private func companyImage(_ table: Int, _ row: Int) -> CompanyImage {
        typealias Slot = RecordSchema.Company
        return CompanyImage(
            ref: tables[table].refs[row], standing: standing(table, row),
            created: created(table, row), industry: code(table, row, Slot.industry),
            name: personal(table, row, Slot.name), domain: personal(table, row, Slot.domain))
    }

    // MARK: Activities

    private mutating func activityImage(_ table: Int, _ row: Int) throws -> ActivityImage {
        typealias Slot = RecordSchema.Activity
        let object = tables[table].object
        let words = coded.words
        let stamp = tables[table].instant(row, Slot.timestamp)
        let direction = code(table, row, Slot.direction)
        let outcome = code(table, row, Slot.outcome)
        let taskStatus = code(table, row, Slot.taskStatus)
        let time: Instant?
        let counts: Bool
        switch object {
        case .calls:
            time = stamp
            let status = code(table, row, Slot.callStatus)
            counts = ![words.canceled, words.failed, words.queued].contains(status)
        case .emails:
            time = stamp
            counts =
                (direction == 0 || direction == words.email)
                && !words.emailsNotSent.contains(code(table, row, Slot.emailStatus))
        case .meetings:
            time = tables[table].instant(row, Slot.startTime) ?? stamp
            counts = ![words.canceled, words.rescheduled, words.noShow].contains(outcome)
        case .tasks:
            time = tables[table].instant(row, Slot.completion) ?? stamp
            counts = taskStatus == words.completed
        default:
            time = stamp
            counts = true
        }
        return ActivityImage(
            object: object, ref: tables[table].refs[row], standing: standing(table, row),
            time: time, counts: counts,
            isIncoming: object == .emails && direction == words.incomingEmail,
            owner: code(table, row, RecordSchema.Common.owner),
            isConnected: object == .calls
                && code(table, row, Slot.disposition) == words.connected,
            duration: object == .calls ? counter(table, row, Slot.duration) : 0,
            outcome: outcome == 0 ? words.none : outcome,
            isOpenTask: object == .tasks && taskStatus != words.completed
                && taskStatus != words.deferred,
            due: object == .tasks ? stamp : nil, subject: personal(table, row, Slot.subject),
            deals: try deals(of: row, table))
    }

    private mutating func deals(of row: Int, _ table: Int) throws -> [RecordRef] {
        guard !tables[table].links[row].isEmpty else { return [] }
        var deals: [RecordRef] = []
        for link in tables[table].links[row] where link.target.object == .deals {
            if let deal = try survivor(of: link.target.ref, Self.table(of: .deals)),
                !deals.contains(deal)
            {
                deals.append(deal)
            }
        }
        return deals.count > 1 ? deals.sorted(by: lexicon.precedes) : deals
    }
}
