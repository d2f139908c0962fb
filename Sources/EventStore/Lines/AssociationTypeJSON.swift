import HubSpotModel

/// Writes association types as HubSpot has them: category, typeId, label.
enum AssociationTypeJSON {
    static func write(_ types: [Symbol], _ symbols: SymbolTable, to json: inout JSONText) {
        for symbol in types {
            guard let type = AssociationType(symbolText: symbols.text(symbol)) else { continue }
            json.object { json in
                json.member("category", type.category)
                json.member("typeId", type.typeID)
                json.member("label", type.label)
            }
        }
    }
}
