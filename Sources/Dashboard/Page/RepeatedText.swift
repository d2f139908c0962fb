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
    private static let triesMax = 32

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
        let scalars = scalars(of: text)
        var output: [UInt8] = []
        output.reserveCapacity(scalars.count)
        var index = PassageIndex(scalars, lengthMin: lengthMin)
        var place = 0
        while place < scalars.count {
            let (distance, length) = index.longest(
                at: place, distanceMax: distanceMax, lengthMax: lengthMax, triesMax: triesMax)
            if length >= lengthMin {
                output.append(UInt8(ascii: "~"))
                for shift in [12, 6, 0] { output.append(digitBytes[distance >> shift & 63]) }
                output.append(digitBytes[length - lengthMin])
                for passed in (place + 1)..<(place + length) { index.remember(passed) }
                place += length
            } else {
                append(scalars[place], to: &output)
                place += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let digitBytes = digits.map { UInt8(truncatingIfNeeded: $0.value) }

    /// The scalars of a text; one without any but ASCII is its bytes.
    private static func scalars(of text: String) -> [UInt32] {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes.map(UInt32.init) }
        return text.unicodeScalars.map(\.value)
    }

    /// The mark itself is written twice.
    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        if scalar < 0x80 {
            output.append(UInt8(truncatingIfNeeded: scalar))
            if scalar == mark.value { output.append(UInt8(ascii: "~")) }
        } else {
            output += UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? .init()
        }
    }
}
