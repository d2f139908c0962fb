/// What the catalogue says of one property of a type.
package struct PropertyDefinition: Sendable, Equatable {
    package let name: String
    package let label: String
    /// `string, number, bool, enumeration, date, datetime, phone_number, json, object_coordinates`.
    package let type: String
    /// How it is shown; says nothing about the value, but starts with `calculation_` for some.
    package let fieldType: String
    package let isCalculated: Bool
    package let isArchived: Bool
    /// By internal value, in HubSpot's order.
    package let options: [(value: String, label: String)]

    /// Whether its value can change without moving the record's modified stamp.
    package var mayChangeSilently: Bool {
        isCalculated || fieldType.hasPrefix("calculation_")
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.label == right.label && left.type == right.type
            && left.fieldType == right.fieldType && left.isCalculated == right.isCalculated
            && left.isArchived == right.isArchived
            && left.options.elementsEqual(right.options) { $0 == $1 }
    }
}

extension PropertyDefinition {
    init(_ json: JSONValue) throws(JSONError) {
        guard let name = json["name"].text else {
            throw JSONError(reason: .missing("name"), offset: 0)
        }
        self.name = name
        label = json["label"].text ?? name
        type = json["type"].text ?? "string"
        fieldType = json["fieldType"].text ?? ""
        isCalculated = json["calculated"].isTrue
        isArchived = json["archived"].isTrue
        options = json["options"].elements.compactMap { option in
            option["value"].text.map { ($0, option["label"].text ?? $0) }
        }
    }
}
