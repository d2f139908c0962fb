/// Finds for each place of a text the longest passage that stood before, nearest places first.
///
/// Places are chained by the hash of their first scalars, as many as the shortest passage has, so that
/// nearly every place in a chain begins such a passage. The chains hang in a table with more slots
/// than places; places of another beginning with the same hash are told apart when they are compared.
struct PassageIndex {
    private let scalars: [UInt32]
    /// The hash of the beginning at each place that has one.
    private let hashes: [UInt64]
    /// The latest place of each slot's beginning; -1 where the slot is free.
    private var latest: [Int32]
    /// For each place the one before it with the same beginning; -1 for none.
    private var before: [Int32]
    private let mask: Int

    /// - Parameter lengthMin: scalars of the shortest passage that is looked for, from 1 on.
    init(_ scalars: [UInt32], lengthMin: Int) {
        precondition(scalars.count < Int(Int32.max) / 4, "a page is no text of gigabytes")
        self.scalars = scalars
        hashes = Self.hashes(of: scalars, length: lengthMin)
        var slots = 16
        while slots <= scalars.count { slots *= 2 }
        mask = slots - 1
        latest = Array(repeating: -1, count: slots)
        before = Array(repeating: -1, count: scalars.count)
    }

    /// The hash of every `length` scalars in a row: each is made from the one before it.
    private static func hashes(of scalars: [UInt32], length: Int) -> [UInt64] {
        guard scalars.count >= length else { return [] }
        let base: UInt64 = 0x9E37_79B9_7F4A_7C15
        var leaving: UInt64 = 1
        for _ in 1..<length { leaving &*= base }
        var hash: UInt64 = 0
        for scalar in scalars.prefix(length) { hash = hash &* base &+ UInt64(scalar) }
        var hashes = [hash]
        hashes.reserveCapacity(scalars.count - length + 1)
        for next in length..<max(length, scalars.count) {
            hash = (hash &- UInt64(scalars[next - length]) &* leaving) &* base
            hash &+= UInt64(scalars[next])
            hashes.append(hash)
        }
        return hashes
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
        guard place < hashes.count else { return -1 }
        let hash = hashes[place]
        var slot = Int(truncatingIfNeeded: (hash ^ hash >> 29) >> 17) & mask
        while latest[slot] >= 0, hashes[Int(latest[slot])] != hash { slot = (slot + 1) & mask }
        let previous = latest[slot]
        before[place] = previous
        latest[slot] = Int32(truncatingIfNeeded: place)
        return Int(previous)
    }
}
