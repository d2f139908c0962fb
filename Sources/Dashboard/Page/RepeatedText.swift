/// Text in which what stood before is written as a reference to it.
///
/// `~` and four digits of 64 stand for a passage: three for the distance back to it, one for its
/// length from sixteen on; `~~` is the character itself. Everything else stands for itself, so the
/// text stays text, the script reads it in one pass without waiting, and gzip finds what is shorter.
enum RepeatedText {
    static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars)

    private static let mark: Unicode.Scalar = "~"
    private static let lengthMin = 16
    private static let lengthMax = lengthMin + 63
    private static let distanceMax = 64 * 64 * 64 - 1
    /// Earlier places compared for each passage, nearest first.
    private static let triesMax = 12

    /// The text that was written so; nil where a reference leads nowhere.
    static func read(_ text: String) -> String? {
        let from = Array(text.unicodeScalars)
        let values = Dictionary(
            uniqueKeysWithValues: digits.enumerated().map { ($0.element, $0.offset) })
        var output: [Unicode.Scalar] = []
        var place = 0
        while place < from.count {
            guard from[place] == mark else {
                output.append(from[place])
                place += 1
                continue
            }
            if place + 1 < from.count, from[place + 1] == mark {
                output.append(mark)
                place += 2
                continue
            }
            guard place + 4 < from.count else { return nil }
            let reference = from[(place + 1)...(place + 4)].compactMap { values[$0] }
            guard reference.count == 4 else { return nil }
            let distance = reference[0] << 12 | reference[1] << 6 | reference[2]
            guard distance > 0, distance <= output.count else { return nil }
            let start = output.count - distance
            for index in 0..<(reference[3] + lengthMin) { output.append(output[start + index]) }
            place += 5
        }
        return String(String.UnicodeScalarView(output))
    }

    /// Equal texts give equal texts.
    static func written(_ text: String) -> String {
        let scalars = text.unicodeScalars.map(\.value)
        var output = String.UnicodeScalarView()
        // The latest place of each beginning, and for each place the one before it.
        var latest: [UInt64: Int] = [:]
        var before = Array(repeating: -1, count: scalars.count)
        func remember(_ place: Int) {
            guard let key = beginning(scalars, place) else { return }
            before[place] = latest[key] ?? -1
            latest[key] = place
        }
        var place = 0
        while place < scalars.count {
            let (distance, length) = longest(scalars, place, latest, before)
            if length >= lengthMin {
                output.append(mark)
                for shift in [12, 6, 0] { output.append(digits[distance >> shift & 63]) }
                output.append(digits[length - lengthMin])
                for passed in place..<(place + length) { remember(passed) }
                place += length
            } else {
                let scalar = Unicode.Scalar(scalars[place]) ?? "\u{FFFD}"
                output.append(scalar)
                if scalar == mark { output.append(mark) }
                remember(place)
                place += 1
            }
        }
        return String(output)
    }

    /// Four scalars from a place on as one number; nil at the end of the text.
    private static func beginning(_ scalars: [UInt32], _ place: Int) -> UInt64? {
        guard place + 4 <= scalars.count else { return nil }
        return UInt64(scalars[place] & 0xFFFF) | UInt64(scalars[place + 1] & 0xFFFF) << 16
            | UInt64(scalars[place + 2] & 0xFFFF) << 32 | UInt64(scalars[place + 3] & 0xFFFF) << 48
    }

    private static func longest(
        _ scalars: [UInt32], _ place: Int, _ latest: [UInt64: Int], _ before: [Int]
    ) -> (distance: Int, length: Int) {
        guard let key = beginning(scalars, place), var candidate = latest[key] else {
            return (0, 0)
        }
        var best = (distance: 0, length: 0)
        var tries = 0
        while candidate >= 0, place - candidate <= distanceMax, tries < triesMax {
            let limit = min(lengthMax, scalars.count - place)
            var length = 0
            while length < limit, scalars[candidate + length] == scalars[place + length] {
                length += 1
            }
            if length > best.length { best = (place - candidate, length) }
            candidate = before[candidate]
            tries += 1
        }
        return best
    }
}
