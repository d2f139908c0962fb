/// Finds for each place of a text the longest passage that stood before, nearest places first.
///
/// Places are chained by their first four scalars. The chains hang in a table with more slots than
/// places; a look-up compares whole beginnings, so that no other one takes part.
struct PassageIndex {
    private let scalars: [UInt32]
    /// The latest place of each slot's beginning; -1 where the slot is free.
    private var latest: [Int32]
    /// For each place the one before it with the same beginning; -1 for none.
    private var before: [Int32]
    private let mask: Int

    private static let keyScalars = 4

    init(_ scalars: [UInt32]) {
        precondition(scalars.count < Int(Int32.max) / 4, "a page is no text of gigabytes")
        self.scalars = scalars
        var slots = 16
        while slots <= scalars.count { slots *= 2 }
        mask = slots - 1
        latest = Array(repeating: -1, count: slots)
        before = Array(repeating: -1, count: scalars.count)
    }

    /// The first of the longest passages, of `lengthMax` scalars at most, that begin as the text
    /// does at `place`, among the nearest `triesMax` places; 0 and 0 where there is none.
    ///
    /// Later places find this one from then on.
    mutating func longest(
        at place: Int, distanceMax: Int, lengthMax: Int, triesMax: Int
    ) -> (distance: Int, length: Int) {
        var candidate = remember(place)
        var best = (distance: 0, length: 0)
        let limit = min(lengthMax, scalars.count - place)
        var tries = 0
        while candidate >= 0, place - candidate <= distanceMax, tries < triesMax {
            // A longer one must agree where the best so far ended.
            if scalars[candidate + best.length] == scalars[place + best.length] {
                var length = 0
                while length < limit, scalars[candidate + length] == scalars[place + length] {
                    length += 1
                }
                if length > best.length {
                    best = (place - candidate, length)
                    if length == limit { break }
                }
            }
            candidate = Int(before[candidate])
            tries += 1
        }
        return best
    }

    /// Lets later places find this one.
    ///
    /// - Returns: the latest place with the same beginning; -1 for none.
    @discardableResult
    mutating func remember(_ place: Int) -> Int {
        guard place + Self.keyScalars <= scalars.count else { return -1 }
        let key = key(at: place)
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while latest[slot] >= 0, self.key(at: Int(latest[slot])) != key { slot = (slot + 1) & mask }
        let previous = latest[slot]
        before[place] = previous
        latest[slot] = Int32(truncatingIfNeeded: place)
        return Int(previous)
    }

    /// Four scalars from a place on as one number.
    private func key(at place: Int) -> UInt64 {
        UInt64(scalars[place] & 0xFFFF) | UInt64(scalars[place + 1] & 0xFFFF) << 16
            | UInt64(scalars[place + 2] & 0xFFFF) << 32 | UInt64(scalars[place + 3] & 0xFFFF) << 48
    }
}
