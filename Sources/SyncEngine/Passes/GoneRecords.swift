import EventStore
import HubSpotModel

/// What became of records that HubSpot was asked for by id, brought into the ledger.
///
/// An id that is answered by another record was absorbed by it. One that is not found is looked for
/// in the bin, and is gone for good when it is not there either.
struct GoneRecords: Sendable {
    let object: ObjectType
    let properties: [String]
    let run: SyncRunContext
    let sweep: UInt32?

    /// Everything that asking for some ids answered, with a second look where it left doubt.
    struct Answer: Sendable {
        var reading = PortalReading()
        /// Found in the bin.
        var archived: [PortalRecord] = []
        /// In neither place.
        var gone: Set<RecordID> = []
        /// Of these the ones that a living record says it absorbed.
        var claims: [RecordID: Claim] = [:]
        var serverTime: Int64?
    }

    /// Who says that it absorbed a record, and when, epoch milliseconds.
    struct Claim: Sendable {
        let survivor: RecordID
        let time: Int64?
    }

    /// Reads records by id with their history, wherever they are.
    func read(_ ids: [RecordID]) async throws -> Answer {
        let history = TrackedProperties.withHistory(object)
        let live = try await run.source.read(
            object, ids, properties: properties, history: history, archived: false)
        var answer = Answer(reading: live.value, serverTime: live.serverTime)
        for (id, survivor) in live.value.merged where survivor == nil {
            // Alone, it can be answered by one record only.
            let alone = try await run.source.read(
                object, [id], properties: properties, history: history, archived: false
            ).value
            answer.reading.merged.merge(alone.merged) { $1 }
            answer.reading.failed.formUnion(alone.failed)
        }
        let missing = live.value.missing.sorted()
        guard !missing.isEmpty else { return answer }
        let bin = try await run.source.read(
            object, missing, properties: properties, history: history, archived: true
        ).value
        answer.archived = bin.records.filter(\.archived)
        answer.gone = bin.missing
        answer.claims = try claims(on: bin.missing)
        answer.reading.failed.formUnion(bin.failed)
        answer.reading.merged.merge(bin.merged) { $1 }
        return answer
    }

    /// Appends the ends of records; the living ones are the caller's to observe.
    func append(
        _ answer: Answer, _ observer: RecordObserver, in ledger: inout LedgerTransaction
    ) throws {
        for record in answer.archived.sorted(by: { $0.id < $1.id }) {
            try observer.observe(record, in: &ledger)
        }
        let survivors = Dictionary(
            answer.reading.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (id, survivor) in answer.reading.merged.sorted(by: { $0.key < $1.key }) {
            let record = survivor.flatMap { survivors[$0] }
            let time = record.flatMap { AbsorbedRecords($0).times[id] ?? $0.updatedAt }
            try RecordObserver.appendMerge(
                of: RecordKey(object, id), into: survivor, at: time, in: &ledger)
            try mark(RecordKey(object, id), in: &ledger)
        }
        for id in answer.gone.sorted() {
            let key = RecordKey(object, id)
            if let claim = answer.claims[id] {
                try RecordObserver.appendMerge(
                    of: key, into: claim.survivor, at: claim.time, in: &ledger)
            } else {
                try ledger.append(EventDraft(.purged, of: key))
            }
            try mark(key, in: &ledger)
        }
    }

    /// The living records that say they absorbed some of these; of several the lowest id.
    private func claims(on ids: Set<RecordID>) throws -> [RecordID: Claim] {
        let symbols = try run.reader.symbols()
        let names = AbsorbedRecords.properties.compactMap { symbols.symbol(for: $0) }
        guard !ids.isEmpty, !names.isEmpty else { return [:] }
        var claims: [RecordID: Claim] = [:]
        try run.reader.forEachImage(of: object) { image in
            guard image.state == .live else { return }
            let texts = names.compactMap { image[$0].text(symbols) }
            guard !texts.isEmpty else { return }
            let absorbed = AbsorbedRecords(texts, by: image.key.id)
            for id in absorbed.ids where ids.contains(id) {
                if let known = claims[id], known.survivor < image.key.id { continue }
                claims[id] = Claim(survivor: image.key.id, time: absorbed.times[id])
            }
        }
        return claims
    }

    /// Keeps that this deep check has dealt with a record.
    private func mark(_ key: RecordKey, in ledger: inout LedgerTransaction) throws {
        guard let sweep, var stamps = try ledger.stamps(of: key) else { return }
        stamps.sweep = sweep
        try ledger.setStamps(stamps, of: key)
    }
}
