/// Where the value of a property goes in the rows of one type.
struct PropertyTarget: Sendable {
    enum Kind: UInt8, Sendable {
        case ignored
        case slot
        case stageDate
        case mergedObjects
        case mergedCalculated
    }

    let kind: Kind
    let reading: Reading
    /// The slot; of a stage date its kind.
    let slot: UInt8
    /// Of a stage date, the suffix.
    let code: TextCode

    static let ignored = PropertyTarget(kind: .ignored)

    private init(kind: Kind, reading: Reading = .text, slot: Int = 0, code: TextCode = 0) {
        self.kind = kind
        self.reading = reading
        self.slot = UInt8(slot)
        self.code = code
    }

    init(_ name: String, schema: RecordSchema, lexicon: inout Lexicon) {
        if let slot = schema.fields.firstIndex(where: { $0.name == name }) {
            self.init(kind: .slot, reading: schema.fields[slot].reading, slot: slot)
            return
        }
        if schema.merges, name == "hs_merged_object_ids" {
            self.init(kind: .mergedObjects)
            return
        }
        if schema.merges, name == "hs_calculated_merged_vids" {
            self.init(kind: .mergedCalculated)
            return
        }
        if schema.isDeal {
            for kind in StageDates.Kind.allCases where name.hasPrefix(kind.prefix) {
                let suffix = String(name.dropFirst(kind.prefix.count))
                self.init(kind: .stageDate, slot: kind.rawValue, code: lexicon.code(suffix))
                return
            }
        }
        self = .ignored
    }
}
