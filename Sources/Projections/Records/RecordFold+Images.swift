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

    /// The live records of a type that a record or one of its namesakes links, in id order, and
    /// whether any listing says primary.
    private mutating func linked(
        _ object: ObjectType, from row: Int, _ table: Int
    ) throws -> [LinkedRecord] {
        var found: [LinkedRecord] = []
        if tables[table].merged[row].isEmpty {
            try collect(object, from: row, table, into: &found)
        } else {
            for name in try namesakes(of: tables[table].refs[row], table) {
                if let row = try tables[table].row(name) {
                    try collect(object, from: row, table, into: &found)
                }
            }
        }
        guard found.count > 1 else { return found }
        return found.sorted { lexicon.precedes($0.ref, $1.ref) }
    }

    private struct LinkedRecord {
        let ref: RecordRef
        var isPrimary: Bool
    }

    private mutating func collect(
        _ object: ObjectType, from row: Int, _ table: Int, into found: inout [LinkedRecord]
    ) throws {
        let links = tables[table].links[row]
        // The portal keeps no links of a purged record, and no record to name them.
        guard !links.isEmpty, tables[table].flags[row].contains(.exists) else { return }
        let targetTable = Self.table(of: object)
        for link in links where link.target.object == object {
            guard let target = try survivor(of: link.target.ref, targetTable),
                try isLive(target, targetTable)
            else { continue }
            if let index = found.firstIndex(where: { $0.ref == target }) {
                found[index].isPrimary = found[index].isPrimary || link.isPrimary
            } else {
                found.append(LinkedRecord(ref: target, isPrimary: link.isPrimary))
            }
        }
    }

    // MARK: Deals

    private mutating func dealImage(_ table: Int, _ row: Int) throws -> DealImage? {
        typealias Slot = RecordSchema.Deal
        let values = tables[table].values(row)
        let words = coded.words
        var pipeline = values.code(Slot.pipeline)
        if pipeline == 0 { pipeline = words.defaultPipeline }
        guard coded.counts(pipeline) else { return nil }
        let ref = tables[table].refs[row]
        let standing = standing(table, row)
        let stage = values.code(Slot.stage)
        let known = coded.stage(pipeline, stage)
        let status = known?.status ?? Self.statedStatus(values)
        let stated = StatedAmounts(
            home: PackedDecimal(packed: values[Slot.homeAmount]),
            amount: PackedDecimal(packed: values[Slot.amount]),
            currency: values.code(Slot.currency))
        let (amount, lacksRate) = coded.amount(stated, lexicon)
        let visits = visits(table, row, pipeline: pipeline, stage: stage)
        var source = values.code(Slot.source)
        if source == 0, standing == .live { source = try contactSource(of: row, table) }
        let closeDate = values.instant(Slot.closed)
        return DealImage(
            ref: ref, standing: standing,
            archivedAt: values.instant(RecordSchema.Common.archivedAt),
            isAbsorbed: isAbsorbed(table, row), pipeline: pipeline, stage: stage,
            isStageKnown: known != nil, status: status,
            probability: probability(values, known), amount: amount, lacksRate: lacksRate,
            stated: stated, created: values.created, closeDate: closeDate,
            closed: status.isClosed
                ? closeDate ?? stageDate(table, row, stage, .entered, .olderEntered) : nil,
            owner: values.code(RecordSchema.Common.owner),
            source: source == 0 ? words.unknown : source,
            company: standing == .live ? try company(of: row, table) : nil,
            name: values.personal(Slot.name),
            wonReason: values.personal(Slot.wonReason),
            lostReason: values.personal(Slot.lostReason),
            notesUpdated: values.instant(Slot.notesUpdated),
            notesContacted: values.instant(Slot.notesContacted), visits: visits,
            furthest: furthest(visits, pipeline: pipeline, stage: stage),
            history: tables[table].tails[row].history)
    }

    /// The status of a deal in an unknown stage.
    private static func statedStatus(_ values: RowValues) -> DealStatus {
        if values[RecordSchema.Deal.isWon] == 1 { return .won }
        return values[RecordSchema.Deal.isClosed] == 1 ? .lost : .open
    }

    private func probability(
        _ values: RowValues, _ known: CodedContext.Stage?
    ) -> Probability? {
        let own = values[RecordSchema.Deal.probability].present
            .map(Probability.init(tenThousandths:))
        guard let known else { return own }
        switch context.configuration.probabilitySource {
        case .stage: return known.probability
        case .deal: return own ?? known.probability
        }
    }

    /// The source of the earliest-created live contact; 0 where there is none or it has none.
    private mutating func contactSource(of deal: Int, _ table: Int) throws -> TextCode {
        let contactTable = Self.table(of: .contacts)
        var earliest: (created: Instant?, source: TextCode)?
        for contact in try linked(.contacts, from: deal, table) {
            guard let row = try tables[contactTable].row(contact.ref) else { continue }
            let values = tables[contactTable].values(row)
            let created = values.created
            if let best = earliest {
                // Without a create time last; the lower id, which came first, wins a tie.
                guard let created, best.created.map({ created < $0 }) ?? true else { continue }
            }
            earliest = (created, values.code(RecordSchema.Contact.source))
        }
        return earliest?.source ?? 0
    }

    private mutating func company(of deal: Int, _ table: Int) throws -> RecordRef? {
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
        let values = tables[table].values(row)
        let ref = tables[table].refs[row]
        let standing = standing(table, row)
        let lifecycle = values.code(Slot.lifecycle)
        var ownDates = FunnelDates()
        var furthest = coded.words.funnel[lifecycle]
        for stage in FunnelStage.allCases {
            let first = Slot.stageDates + 2 * stage.rawValue
            let entered = values.instant(first)
            let older = values.instant(first + 1)
            if let entered, let older {
                ownDates[stage] = min(entered, older)
            } else {
                ownDates[stage] = entered ?? older
            }
            if ownDates[stage] != nil { furthest = max(furthest ?? stage, stage) }
        }
        return ContactImage(
            ref: ref, standing: standing, created: values.created,
            owner: values.code(RecordSchema.Common.owner), lifecycle: lifecycle,
            furthest: furthest, ownDates: ownDates,
            leadStatus: values.code(Slot.leadStatus),
            statedSource: values.code(Slot.source),
            firstName: values.personal(Slot.firstName),
            lastName: values.personal(Slot.lastName),
            hasEmail: values.personal(Slot.email).isPresent,
            counters: ContactImage.Counters(
                pageViews: values.counter(Slot.pageViews),
                visits: values.counter(Slot.visits),
                conversions: values.counter(Slot.conversions),
                delivered: values.counter(Slot.delivered),
                opened: values.counter(Slot.opened),
                clicked: values.counter(Slot.clicked),
                bounced: values.counter(Slot.bounced),
                contactedNotes: values.counter(Slot.contactedNotes)),
            signals: ContactImage.Signals(
                firstVisit: values.instant(Slot.firstVisit),
                lastVisit: values.instant(Slot.lastVisit),
                lastConversion: values.instant(Slot.lastConversion),
                lastOpen: values.instant(Slot.lastOpen),
                lastClick: values.instant(Slot.lastClick),
                lastReply: values.instant(Slot.lastReply)),
            lastContacted: values.instant(Slot.lastContacted),
            companies: standing == .live
                ? try linked(.companies, from: row, table).map(\.ref) : [])
    }

    private func companyImage(_ table: Int, _ row: Int) -> CompanyImage {
        typealias Slot = RecordSchema.Company
        let values = tables[table].values(row)
        return CompanyImage(
            ref: tables[table].refs[row], standing: standing(table, row),
            created: values.created, industry: values.code(Slot.industry),
            name: values.personal(Slot.name), domain: values.personal(Slot.domain))
    }

    // MARK: Activities

    private mutating func activityImage(_ table: Int, _ row: Int) throws -> ActivityImage {
        typealias Slot = RecordSchema.Activity
        let values = tables[table].values(row)
        let object = tables[table].object
        let words = coded.words
        let stamp = values.instant(Slot.timestamp)
        let direction = values.code(Slot.direction)
        let outcome = values.code(Slot.outcome)
        let taskStatus = values.code(Slot.taskStatus)
        let time: Instant?
        let counts: Bool
        switch object {
        case .calls:
            time = stamp
            let status = values.code(Slot.callStatus)
            counts = ![words.canceled, words.failed, words.queued].contains(status)
        case .emails:
            time = stamp
            counts =
                (direction == 0 || direction == words.email)
                && !words.emailsNotSent.contains(values.code(Slot.emailStatus))
        case .meetings:
            time = values.instant(Slot.startTime) ?? stamp
            counts = ![words.canceled, words.rescheduled, words.noShow].contains(outcome)
        case .tasks:
            time = values.instant(Slot.completion) ?? stamp
            counts = taskStatus == words.completed
        default:
            time = stamp
            counts = true
        }
        return ActivityImage(
            object: object, ref: tables[table].refs[row], standing: standing(table, row),
            time: time, counts: counts,
            isIncoming: object == .emails && direction == words.incomingEmail,
            owner: values.code(RecordSchema.Common.owner),
            isConnected: object == .calls
                && values.code(Slot.disposition) == words.connected,
            duration: object == .calls ? values.counter(Slot.duration) : 0,
            outcome: outcome == 0 ? words.none : outcome,
            isOpenTask: object == .tasks && taskStatus != words.completed
                && taskStatus != words.deferred,
            due: object == .tasks ? stamp : nil, subject: values.personal(Slot.subject),
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
