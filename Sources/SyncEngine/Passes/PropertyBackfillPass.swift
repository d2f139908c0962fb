import EventStore
import HubSpotModel

/// Reads properties that came after the backfill, of every record, and no others.
///
/// The cursor is committed with each page. Stamps stay as they are, so that a refresh still finds
/// what else changed.
struct PropertyBackfillPass {
    let object: ObjectType
    let properties: [String]
    let run: SyncRunContext

    func callAsFunction() async throws {
        var state = try run.reader.typeState(object)
        let added = properties.filter { !state.properties.contains($0) }
        guard !added.isEmpty else { return }
        if state.addition?.properties != added {
            state.addition = PropertyAddition(added)
        }
        while var addition = state.addition {
            let answer = try await run.source.list(
                object, archived: addition.archived, properties: added, after: addition.cursor)
            try run.check(answer.value)
            let records = answer.value.records
            if let next = answer.value.next {
                guard next != addition.cursor else {
                    throw SyncError.pagingStuck(object, what: "a cursor is repeated")
                }
                addition.cursor = next
                state.addition = addition
            } else if addition.archived {
                state.addition = nil
                state.properties += added
            } else {
                addition.archived = true
                addition.cursor = nil
                state.addition = addition
            }
            try await commit(records, added, state)
        }
    }

    private func commit(
        _ records: [PortalRecord], _ added: [String], _ state: TypeState
    ) async throws {
        let observer = RecordObserver(object, properties: added, readAt: nil)
        try await run.commit(.backfill) { [object] ledger in
            for record in records { try observer.observeAddition(record, in: &ledger) }
            try ledger.setSync(TypeState.key(object), SyncState.encode(state))
        }
        await run.progress.read(object, records.count)
    }
}
