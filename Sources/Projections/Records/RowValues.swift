internal import HubSpotModel

/// The slots of one row, to be read one after another.
struct RowValues {
    private let slots: [Int64]
    private let first: Int

    init(_ slots: [Int64], first: Int) {
        self.slots = slots
        self.first = first
    }

    @inline(__always)
    subscript(slot: Int) -> Int64 { slots[first &+ slot] }

    @inline(__always)
    func instant(_ slot: Int) -> Instant? { self[slot].present.map(Instant.init(milliseconds:)) }

    @inline(__always)
    func code(_ slot: Int) -> TextCode { self[slot].textCode }

    @inline(__always)
    func counter(_ slot: Int) -> Int64 { self[slot].present ?? 0 }

    @inline(__always)
    func personal(_ slot: Int) -> PersonalText { PersonalText(packed: self[slot]) }

    /// `createdate`, which has the same slot in every type that has it, else the envelope's stamp.
    @inline(__always)
    var created: Instant? {
        instant(RecordSchema.Deal.created) ?? instant(RecordSchema.Common.createdAt)
    }
}
