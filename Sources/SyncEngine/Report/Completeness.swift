package import EventStore
package import HubSpotModel

/// How sure the ledger is that it equals the portal, type by type.
///
/// Green is a claim about the past: nothing was missing at the last deep check, every change up to
/// ``TypeReport/provenUpTo`` has been looked for twice, and every later one that HubSpot's search has
/// shown is in the ledger. What the search shows late turns the type amber until it was looked at
/// again; what it does not show at all is found by the next deep check.
package struct Completeness: Sendable {
    package struct TypeReport: Sendable {
        package var object: ObjectType
        package var counts: ObjectCounts
        package var state: TypeState
        package var difference: Difference
        /// Directions of links that cannot be read, with the reason.
        package var unreadableLinks: [(to: ObjectType, reason: String)]
        package var verdict: Verdict

        /// Up to when every change is known to have been looked for twice, or compared whole,
        /// epoch milliseconds; what is newer rests on one look at HubSpot's search.
        package var provenUpTo: Int64? {
            [state.trailing, state.reconciledAt].compactMap { $0 }.max()
        }

        /// How late the search index was seen to be, seconds; `nil` before the first refresh.
        package var indexLagSeconds: Int? {
            state.indexLag.map { Int(($0.worst + 999) / 1_000) }
        }
    }

    /// HubSpot's own count against ours at the same moment, record by record.
    package struct Difference: Sendable, Equatable {
        /// Live records, as HubSpot counts them; `nil` when it was never asked.
        package var hubspot: Int?
        package var ledger: Int?
        /// Records that HubSpot could not be read for, and that the next run reads again.
        package var waiting: [RecordID]
        /// Of those, the ones that the ledger does not have yet.
        package var waitingUnknown: Int
        /// What is left: records that HubSpot counts and nobody can name, or the other way round.
        package var unexplained: Int {
            guard let hubspot, let ledger else { return 0 }
            let difference = hubspot - ledger
            return difference > 0 ? max(0, difference - waitingUnknown) : difference
        }
    }

    package var types: [TypeReport]
    /// Owners and pipelines where they cannot be read, with the reason.
    package var unreadableReferences: [(object: ObjectType, reason: String)]
    package var verdict: Verdict

    /// Reads the verdict from what the ledger remembers.
    ///
    /// - Parameters:
    ///   - now: local time, epoch milliseconds; `nil` leaves out what depends on it.
    ///   - interval: how long a deep check is good for, milliseconds.
    package init(
        _ reader: LedgerReader, at now: Int64? = nil, _ interval: Int64 = 86_400_000
    ) throws {
        let counts = try reader.counts()
        types = try ObjectType.crmObjects.map { object in
            var report = try Self.report(object, counts[object] ?? ObjectCounts(), reader)
            report.verdict = Self.verdict(report, now, interval)
            return report
        }
        unreadableReferences = try [ObjectType.owners, .pipelines].compactMap { object in
            try reader.typeState(object).unreadable.map { (object, $0) }
        }
        var states = types.map(\.verdict.state)
        if !unreadableReferences.isEmpty { states.append(.amber) }
        let worst = states.max { Self.rank($0) < Self.rank($1) } ?? .red
        var reasons = unreadableReferences.map { "\($0.object.name) cannot be read: \($0.reason)" }
        for reason in types.flatMap(\.verdict.reasons) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        verdict = Verdict(state: worst, reasons: reasons)
    }

    private static func report(
        _ object: ObjectType, _ counts: ObjectCounts, _ reader: LedgerReader
    ) throws -> TypeReport {
        let state = try reader.typeState(object)
        let waiting = try reader.unsettled(object).sorted()
        let images = try reader.images(of: waiting.map { RecordKey(object, $0) })
        let difference = Difference(
            hubspot: state.portalTotal, ledger: state.liveAtTotal, waiting: waiting,
            waitingUnknown: images.count { $0 == nil })
        let unreadable = try AssociationKind.all.filter { $0.from == object }.compactMap { kind in
            try reader.linkState(kind).unreadable.map { (to: kind.to, reason: $0) }
        }
        return TypeReport(
            object: object, counts: counts, state: state, difference: difference,
            unreadableLinks: unreadable, verdict: Verdict(state: .red, reasons: []))
    }

    // MARK: - Verdict

    private static func verdict(
        _ report: TypeReport, _ now: Int64?, _ interval: Int64
    ) -> Verdict {
        let name = report.object.name
        if let reason = report.state.unreadable {
            return Verdict(state: .red, reasons: ["\(name) cannot be read: \(reason)"])
        }
        guard report.state.isBackfilled else {
            return Verdict(state: .red, reasons: ["\(name) has not been read whole yet"])
        }
        let doubts = doubts(report) + age(report, now, interval)
        return Verdict(state: doubts.isEmpty ? .green : .amber, reasons: doubts)
    }

    /// What keeps a type that was read whole from being proven.
    private static func doubts(_ report: TypeReport) -> [String] {
        let (name, state) = (report.object.name, report.state)
        var doubts: [String] = []
        if !report.difference.waiting.isEmpty {
            let ids = report.difference.waiting
            let shown = ids.prefix(5).map(\.text).joined(separator: ", ")
            doubts.append(
                "\(ids.count) of \(name) must be read again in the next run: \(shown)"
                    + (ids.count > 5 ? ", …" : ""))
        }
        for (to, reason) in report.unreadableLinks {
            doubts.append("links of \(name) to \(to.name) cannot be read: \(reason)")
        }
        if let addition = state.addition {
            doubts.append(
                "\(addition.properties.count) properties of \(name) have not been read of every "
                    + "record yet")
        }
        if let hubspot = report.difference.hubspot, let ledger = report.difference.ledger,
            report.difference.unexplained != 0
        {
            doubts.append(
                "HubSpot counted \(hubspot) of \(name) when the ledger had \(ledger)")
        }
        if let lag = state.indexLag, lag.lastAt > max(state.trailing ?? 0, state.reconciledAt ?? 0)
        {
            doubts.append(
                "HubSpot's search showed changes of \(name) up to \(lag.worst / 1_000) s late; "
                    + "the newest are looked for once more")
        }
        if let kept = state.lastReconcile?.notErased, kept > 0 {
            doubts.append(
                "\(kept) of \(name) vanished at once, so their texts were not erased: check that "
                    + "the token may still read all of them")
        }
        return doubts
    }

    /// What time has done to the proof.
    private static func age(_ report: TypeReport, _ now: Int64?, _ interval: Int64) -> [String] {
        let (name, state) = (report.object.name, report.state)
        guard let reconciledAt = state.reconciledAt, let runAt = state.reconciledRunAt else {
            return [
                "\(name) has not been compared whole yet: deletions, merges and link edits that "
                    + "move no modified date may be missing"
            ]
        }
        guard let now else { return [] }
        if now - runAt > interval {
            return [
                "\(name) has not been compared whole since "
                    + Instant(milliseconds: reconciledAt).description
            ]
        }
        if let refreshed = state.refreshedAt, now - refreshed > interval {
            return [
                "changes of \(name) have not been looked for since "
                    + Instant(milliseconds: refreshed).description
            ]
        }
        return []
    }

    private static func rank(_ state: Verdict.State) -> Int {
        switch state {
        case .green: 0
        case .amber: 1
        case .red: 2
        }
    }
}
