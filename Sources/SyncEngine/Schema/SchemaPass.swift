import EventStore
import Foundation
import HubSpotModel

/// Reads the catalogue of a type's properties and keeps what changed in it as one event.
///
/// The event has `type`, and for each property that came, changed or went `property/<name>` with
/// its definition as JSON before and after.
struct SchemaPass {
    let object: ObjectType
    let run: SyncRunContext
    let pass: SyncPass

    /// What is kept of a property: what tells how its values are to be read.
    private struct Definition: Encodable {
        let label: String
        let type: String
        let fieldType: String
        let calculated: Bool
        let options: [[String]]?

        init(_ property: PortalProperty) {
            label = property.label
            type = property.type
            fieldType = property.fieldType
            calculated = property.isCalculated
            options =
                property.options.isEmpty ? nil : property.options.map { [$0.value, $0.label] }
        }
    }

    static func key(_ object: ObjectType) -> SyncKey { SyncKey("catalogue", object) }

    /// - Returns: the names in the catalogue; `nil` where it cannot be read.
    func callAsFunction() async throws -> Set<String>? {
        let found: [PortalProperty]
        do {
            found = try await run.source.properties(of: object).value
        } catch is Unreadable {
            return nil
        }
        guard !found.isEmpty else { return nil }  // No type is without properties.
        var definitions: [String: String] = [:]
        for property in found {
            definitions[property.name] = String(
                decoding: try SyncState.encode(Definition(property)), as: UTF8.self)
        }
        try await commit(definitions)
        return Set(definitions.keys)
    }

    private func commit(_ definitions: [String: String]) async throws {
        let key = Self.key(object)
        let known =
            try SyncState.decode([String: String].self, from: run.reader.sync(key)) ?? [:]
        guard known != definitions else { return }
        let gone = Set(known.keys).subtracting(definitions.keys)
        var values = [NamedValue(name: "type", value: object.name)]
        var before: [String: String] = [:]
        for name in Set(known.keys).union(definitions.keys).sorted()
        where known[name] != definitions[name] {
            values.append(NamedValue(name: "property/\(name)", value: definitions[name] ?? ""))
            before["property/\(name)"] = known[name]
        }
        var state = try run.reader.typeState(object)
        state.properties.removeAll(where: gone.contains)
        let draft = EventDraft(.schemaChanged, values: values, before: before)
        let changed = state
        try await run.commit(pass) { [object] ledger in
            try ledger.append(draft)
            try ledger.setSync(key, SyncState.encode(definitions))
            try ledger.setSync(TypeState.key(object), SyncState.encode(changed))
        }
    }
}
