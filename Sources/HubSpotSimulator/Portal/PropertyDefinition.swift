/// One property of a type, as the properties endpoint shows it.
struct PropertyDefinition: Sendable {
    struct Option: Sendable, Equatable {
        var label: String
        var value: String
    }

    /// What an answer shows for a record that never had a value.
    enum Missing: String, Sendable {
        case null, empty, absent
    }

    var name: String
    var label: String
    /// `string, number, bool, enumeration, date, datetime, phone_number, json`.
    var type: String
    var fieldType: String
    var groupName: String
    var options: [Option] = []
    /// HubSpot's `calculated` flag; many rollups have it false.
    var calculated = false
    var readOnly = false
    var externalOptions = false
    var hubspotDefined = true
    var hidden = false
    var hasUniqueValue = false
    var showCurrencySymbol = false
    var currencyPropertyName: String?
    var referencedObjectType: String?
    var archivedAt: Stamp?
    var createdAt: Stamp?
    var updatedAt: Stamp?
    var missing = Missing.null

    /// Changes of such a value do not move the modified stamp.
    var isComputed: Bool {
        calculated || fieldType.hasPrefix("calculation_")
    }

    var json: JSONValue {
        var value: JSONValue = [
            "updatedAt": .text(updatedAt.map { StampText.iso($0) }),
            "createdAt": .text(createdAt.map { StampText.iso($0) }),
            "name": .string(name), "label": .string(label), "type": .string(type),
            "fieldType": .string(fieldType), "description": "",
            "groupName": .string(groupName),
            "options": .array(
                options.enumerated().map { index, option in
                    [
                        "label": .string(option.label), "value": .string(option.value),
                        "displayOrder": .integer(index), "hidden": false,
                    ]
                }),
            "displayOrder": -1, "calculated": .bool(calculated),
            "externalOptions": .bool(externalOptions), "archived": .bool(archivedAt != nil),
            "hasUniqueValue": .bool(hasUniqueValue), "hidden": .bool(hidden),
            "hubspotDefined": .bool(hubspotDefined),
            "modificationMetadata": [
                "archivable": .bool(!hubspotDefined), "readOnlyDefinition": .bool(hubspotDefined),
                "readOnlyValue": .bool(readOnly),
            ],
            "formField": .bool(!readOnly), "dataSensitivity": "non_sensitive",
        ]
        if let archivedAt { value.set("archivedAt", .string(StampText.iso(archivedAt))) }
        if showCurrencySymbol { value.set("showCurrencySymbol", true) }
        if let currencyPropertyName {
            value.set("currencyPropertyName", .string(currencyPropertyName))
        }
        if let referencedObjectType {
            value.set("referencedObjectType", .string(referencedObjectType))
        }
        return value
    }
}
