/// Numbers under free names, such as exchange rates by currency code: one JSON object.
///
/// The names stand in the order of their UTF-8 bytes, so that equal maps are equal bytes.
package struct NamedNumbers: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let number: DocumentNumber
    }

    package let entries: [Entry]

    /// Sorts the pairs; a name that comes twice keeps its last number.
    package init(_ pairs: some Sequence<(String, DocumentNumber)>) {
        var numbers: [String: DocumentNumber] = [:]
        for (name, number) in pairs { numbers[name] = number }
        entries =
            numbers
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { Entry(name: $0.key, number: $0.value) }
    }

    package init() { entries = [] }

    package subscript(name: String) -> DocumentNumber? {
        entries.first { $0.name == name }?.number
    }
}

extension NamedNumbers: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        self.init(
            try container.allKeys.map {
                ($0.stringValue, try container.decode(DocumentNumber.self, forKey: $0))
            })
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for entry in entries {
            try container.encode(entry.number, forKey: Name(stringValue: entry.name))
        }
    }
}
