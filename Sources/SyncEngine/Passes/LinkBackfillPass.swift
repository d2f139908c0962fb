import EventStore
import HubSpotModel

/// Reads the links of every live record of a type in one direction, and goes on where it stopped.
struct LinkBackfillPass {
    let kind: AssociationKind
    let run: SyncRunContext

    func callAsFunction() async throws {
        var state = try run.reader.linkState(kind)
        guard !state.isDone else { return }
        let (kind, before) = (kind, state)
        do {
            try await LinkPages(kind: kind, run: run).forEach(
                after: state.cursor.map { RecordID($0) }
            ) { page in
                state.cursor = page.ids.last?.text ?? state.cursor
                state.isDone = page.isLast
                state.unreadable = nil
                let committed = state
                try await run.commit(.backfill) { ledger in
                    try page.append(in: &ledger)
                    try ledger.setSync(LinkState.key(kind), SyncState.encode(committed))
                }
            }
        } catch let error as Unreadable {
            // The linked type's scope is missing: that disables this direction, not the type.
            state.unreadable = error.reason
            guard state != before else { return }
            let committed = state
            try await run.commit(.backfill) { ledger in
                try ledger.setSync(LinkState.key(kind), SyncState.encode(committed))
            }
        }
    }
}
