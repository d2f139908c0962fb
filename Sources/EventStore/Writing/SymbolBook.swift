import HubSpotModel

/// The symbols of the log while it is written, with the ones the commit in hand defines.
///
/// Used by the writing thread only.
final class SymbolBook {
    /// A property of one type: its symbol, and how its values are kept.
    struct Property {
        let name: String
        let symbol: Symbol
        let storage: StorageClass
    }

    private(set) var table: SymbolTable
    /// Texts that the commit in hand defines, in code order.
    private(set) var defined: [String] = []
    private let storageClass: @Sendable (String, ObjectType) -> StorageClass
    private var properties: [PropertyMemo]
    private var types: [AssociationType: Symbol] = [:]

    init(
        _ table: SymbolTable, storageClass: @escaping @Sendable (String, ObjectType) -> StorageClass
    ) {
        self.table = table
        self.storageClass = storageClass
        properties = .init(repeating: PropertyMemo(), count: ObjectType.allCases.count + 1)
    }

    /// The commit stands.
    func keep() { defined.removeAll(keepingCapacity: true) }

    /// Forgets what was defined since ``keep()``: the commit was given up, or its body starts again.
    func rollBack() {
        guard !defined.isEmpty else { return }
        table.removeLast(keeping: table.count - defined.count)
        defined.removeAll(keepingCapacity: true)
        for index in properties.indices { properties[index] = PropertyMemo() }
        types.removeAll()
    }

    /// The symbol of a text, defined on the fly.
    func symbol(for text: String) -> Symbol {
        if let known = table.symbol(for: text) { return known }
        defined.append(text)
        return table.define(text)
    }

    /// The symbol and the class of a property of `object`; `nil` stands for the ledger itself.
    func property(_ name: String, of object: ObjectType?) throws(LedgerError) -> Property {
        let slot = Int(object?.rawValue ?? 0)
        if let known = properties[slot].find(name) { return known }
        guard !name.isEmpty else { throw LedgerError(.badDraft, "a property has no name") }
        let property = Property(
            name: name, symbol: symbol(for: name),
            storage: object.map { storageClass(name, $0) } ?? .scalar)
        properties[slot].add(property)
        return property
    }

    func symbol(for type: AssociationType) -> Symbol {
        if let known = types[type] { return known }
        let symbol = symbol(for: type.symbolText)
        types[type] = symbol
        return symbol
    }

    /// The properties of one type in the order in which they were first met.
    ///
    /// Records name their properties in one order, so the next one is mostly where it is expected.
    private struct PropertyMemo {
        private var properties: [Property] = []
        private var indices: [String: Int] = [:]
        private var expected = 0

        mutating func find(_ name: String) -> Property? {
            let end = min(expected + 3, properties.count)
            var index = expected
            while index < end {
                if properties[index].name.hasSameBytes(as: name) {
                    expected = index + 1
                    return properties[index]
                }
                index += 1
            }
            guard let index = indices[name], properties[index].name.hasSameBytes(as: name) else {
                return nil
            }
            expected = index + 1
            return properties[index]
        }

        mutating func add(_ property: Property) {
            indices[property.name] = properties.count
            properties.append(property)
            expected = properties.count
        }
    }
}
