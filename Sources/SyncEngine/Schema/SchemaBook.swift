import EventStore
import HubSpotModel

/// The catalogues that one run has read, each at most once.
actor SchemaBook {
    private var names: [ObjectType: Set<String>] = [:]

    /// Reads the catalogue, unless this run has.
    ///
    /// - Returns: the names in it; `nil` where it cannot be read.
    func names(
        of object: ObjectType, _ pass: SyncPass, _ run: SyncRunContext
    ) async throws -> Set<String>? {
        if let known = names[object] { return known }
        let read = try await SchemaPass(object: object, run: run, pass: pass)()
        names[object] = read
        return read
    }

    /// Of some properties without values, those that the portal no longer has.
    func gone(
        _ suspects: Set<String>, of object: ObjectType, _ pass: SyncPass, _ run: SyncRunContext
    ) async throws -> Set<String> {
        guard let names = try await names(of: object, pass, run) else { return [] }
        return suspects.subtracting(names)
    }
}
