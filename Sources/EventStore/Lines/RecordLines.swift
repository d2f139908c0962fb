package import HubSpotModel

/// Writes records as the lines of `hubledger records --json`; see the design on JSON shapes.
package struct RecordLines {
    private let symbols: SymbolTable
    private let showsState: Bool

    /// - Parameter showsState: Whether to add `state`, for `--all`.
    package init(symbols: SymbolTable, showsState: Bool = false) {
        self.symbols = symbols
        self.showsState = showsState
    }

    /// Appends one line; properties by name, empty and erased values left out.
    package func write(_ row: RecordRow, to json: inout JSONText) {
        let properties = texts(of: row)
        func envelope(_ name: String) -> String? { properties.first { $0.name == name }?.value }
        let own = properties.filter { !EnvelopeProperty.all.contains($0.name) }
        json.object { json in
            json.member("id", row.key.id.text)
            if showsState {
                json.member("object", row.key.object.name)
                json.member("state", row.image.isErased ? "erased" : row.image.state.name)
            }
            json.key("properties")
            json.object { json in
                for property in own { json.member(property.name, property.value) }
            }
            json.member("createdAt", envelope(EnvelopeProperty.createdAt))
            json.member("updatedAt", row.stamps?.updatedAt.map(LogLines.instant))
            json.member("archived", row.image.state == .archived)
            json.member("archivedAt", envelope(EnvelopeProperty.archivedAt))
            if let absorbing = envelope(EnvelopeProperty.mergedInto) {
                json.member("mergedInto", absorbing)
            }
            json.key("associations")
            json.object { json in write(row.links, to: &json) }
            if row.key.object == .pipelines { write(stagesOf: own, to: &json) }
        }
        json.endLine()
    }

    private func texts(of row: RecordRow) -> [NamedValue] {
        row.image.properties.compactMap { property in
            row.text(property.value, symbols).map {
                NamedValue(name: symbols.text(property.name), value: $0)
            }
        }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private func write(_ lists: [LinkList], to json: inout JSONText) {
        for list in lists where !list.links.isEmpty {
            json.key(list.to.name)
            json.array { json in
                for link in list.links {
                    json.object { json in
                        json.member("id", link.target.text)
                        json.key("types")
                        json.array { AssociationTypeJSON.write(link.types, symbols, to: &$0) }
                    }
                }
            }
        }
    }

    // MARK: - Pipelines

    /// The stages of a pipeline lie in its image as properties named `stage/<id>/<fact>`.
    private func write(stagesOf properties: [NamedValue], to json: inout JSONText) {
        var stages: [String: [NamedValue]] = [:]
        for property in properties where property.name.hasPrefix("stage/") {
            let rest = property.name.dropFirst("stage/".utf8.count)
            guard let slash = rest.lastIndex(of: "/") else { continue }
            let fact = NamedValue(
                name: String(rest[rest.index(after: slash)...]), value: property.value)
            stages[String(rest[..<slash]), default: []].append(fact)
        }
        func order(_ id: String) -> Int {
            stages[id]?.first { $0.name == "displayOrder" }.flatMap { Int($0.value) } ?? .max
        }
        let ordered = stages.keys.sorted {
            (order($0), RecordID($0)) < (order($1), RecordID($1))
        }
        json.key("stages")
        json.array { json in
            for id in ordered {
                json.object { json in
                    json.member("id", id)
                    for fact in stages[id] ?? [] { json.member(fact.name, fact.value) }
                }
            }
        }
    }
}
