/// Finds the row of a record: open addressing over flat memory, without removal.
///
/// Its order is never looked at, so the hash need not be seeded; ids are spread by multiplication.
struct RowIndex: Sendable {
    private struct Slot: Sendable {
        var raw: UInt64
        /// −1 where the slot is free.
        var row: Int32
    }

    private var slots: [Slot] = []
    /// 64 minus the binary logarithm of the number of slots.
    private var shift: UInt64 = 64
    private var count = 0

    func row(_ ref: RecordRef) -> Int? {
        guard !slots.isEmpty else { return nil }
        var place = home(of: ref.raw)
        while slots[place].row >= 0 {
            if slots[place].raw == ref.raw { return Int(slots[place].row) }
            place = (place &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    /// - Precondition: `ref` is not in the index.
    mutating func insert(_ ref: RecordRef, row: Int) {
        if count * 2 >= slots.count { grow() }
        put(ref.raw, Int32(row))
        count += 1
    }

    mutating func removeAll() { self = RowIndex() }

    private func home(of raw: UInt64) -> Int {
        Int(truncatingIfNeeded: (raw &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }

    private mutating func put(_ raw: UInt64, _ row: Int32) {
        var place = home(of: raw)
        while slots[place].row >= 0 { place = (place &+ 1) & (slots.count &- 1) }
        slots[place] = Slot(raw: raw, row: row)
    }

    private mutating func grow() {
        let old = slots
        let size = max(64, old.count * 2)
        slots = Array(repeating: Slot(raw: 0, row: -1), count: size)
        shift = UInt64(64 - size.trailingZeroBitCount)
        for slot in old where slot.row >= 0 { put(slot.raw, slot.row) }
    }
}
