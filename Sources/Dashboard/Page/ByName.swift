/// Values under free names, such as states by object type: one JSON object.
///
/// The names stand in the order of their UTF-8 bytes, so that equal maps are equal bytes.
package struct ByName<Value: Sendable>: Sendable {
    package let entries: [(name: String, value: Value)]

    /// Sorts the pairs; a name that comes twice keeps its last value.
    package init(_ pairs: some Sequence<(String, Value)>) {
        var sorted: [(name: String, value: Value)] = []
        for (name, value) in pairs {
            // Mostly one or two, or in order already: the place is near the end.
            var place = sorted.count
            while place > 0, name.utf8.lexicographicallyPrecedes(sorted[place - 1].name.utf8) {
                place -= 1
            }
            if place > 0, sorted[place - 1].name == name {
                sorted[place - 1].value = value
            } else {
                sorted.insert((name, value), at: place)
            }
        }
        entries = sorted
    }

    package subscript(name: String) -> Value? { entries.first { $0.name == name }?.value }
}

extension ByName: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }
}

private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension ByName: Encodable where Value: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for entry in entries {
            try container.encode(entry.value, forKey: Name(stringValue: entry.name))
        }
    }
}

extension ByName: Decodable where Value: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        self.init(
            try container.allKeys.map {
                ($0.stringValue, try container.decode(Value.self, forKey: $0))
            })
    }
}
