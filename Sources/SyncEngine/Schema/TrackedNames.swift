import EventStore
import HubSpotModel

/// The properties to read of a type in one run.
///
/// Wanted are those with a fixed name, the configured ones, and the dates that the portal's stages
/// give their names to. Asked for are those of them that the portal's catalogue has: it is read
/// with the reference data, and at once when a name is wanted that nobody has looked up yet.
struct TrackedNames {
    let object: ObjectType
    let run: SyncRunContext

    /// A run that takes up a killed one does not read the catalogues again; milliseconds.
    private static let freshness: Int64 = 3_600_000

    /// - Parameters:
    ///   - pass: as which pass to read the catalogue; `nil` to read it only when needed.
    ///   - isNew: whether what was read a moment ago will not do.
    func names(reading pass: SyncPass?, isNew: Bool = false) async throws -> [String] {
        var wanted = TrackedProperties.fixed(object)
        for extra in run.configuration.extraProperties[object] ?? []
        where !wanted.contains(extra) {
            wanted.append(extra)
        }
        let state = try run.reader.typeState(object)
        let lookedUp = Set(state.properties).union(state.absent ?? [])
        let isFresh = !DueTime.isDue(
            last: state.catalogueAt, every: Self.freshness, now: run.configuration.now())
        let mayReuse = pass == nil || isFresh && !isNew && !run.configuration.reconcilesNow
        if mayReuse, !state.properties.isEmpty, lookedUp.isSuperset(of: wanted) {
            return wanted.filter(Set(state.properties).contains)
                + state.properties.filter { isDated($0) && !wanted.contains($0) }
        }
        let catalogue = try await run.schema.names(
            of: object, pass ?? (state.isBackfilled ? .refresh : .backfill), run)
        guard let catalogue else { return wanted }
        let absent = wanted.filter { !catalogue.contains($0) }.sorted()
        let now = run.configuration.now()
        try await run.update(object, .ledger) { state in
            state.absent = absent
            state.catalogueAt = now
        }
        let dated = catalogue.filter { isDated($0) && !wanted.contains($0) }
        return wanted.filter(catalogue.contains) + dated.sorted()
    }

    private func isDated(_ name: String) -> Bool {
        // Of no stage; says nothing new.
        guard !name.hasSuffix("_current_stage") else { return false }
        return TrackedProperties.prefixes(object).contains { name.hasPrefix($0) }
    }
}
