/// A record while it is being made.
struct RecordDraft {
    private let schema: Schema
    private var values: [PropertyValue]
    var histories: [Record.History] = []

    init(_ schema: Schema) {
        self.schema = schema
        values = Array(repeating: .absent, count: schema.count)
    }

    mutating func set(_ name: String, _ value: PropertyValue) {
        guard let position = schema.position(name) else {
            preconditionFailure("\(name) is not in the catalogue of \(schema.kind.name)")
        }
        values[position] = value
    }

    mutating func set(_ name: String, _ text: String) {
        set(name, .text(text))
    }

    mutating func set(_ name: String, at stamp: Stamp) {
        // Whole seconds come without a fraction, as some live values do.
        set(name, .text(StampText.iso(stamp, short: true)))
    }

    /// Versions newest first; the newest is the current value.
    mutating func set(_ name: String, versions: [PropertyVersion]) {
        guard let position = schema.position(name), let newest = versions.first else { return }
        values[position] = .text(newest.value)
        histories.append(.init(property: position, versions: versions))
    }

    func record(
        id: UInt64, createdAt: Stamp, updatedAt: Stamp, archivedAt: Stamp? = nil
    ) -> Record {
        Record(
            id: id, values: PropertyValues(values), histories: histories, createdAt: createdAt,
            updatedAt: updatedAt, archivedAt: archivedAt)
    }
}
