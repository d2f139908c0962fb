/// A compiled zone file, as RFC 8536 defines it: transitions, then a rule for the years after.
package enum TZif {
    /// A zone file that is not one.
    package struct FormatError: Error, Equatable, CustomStringConvertible {
        package let reason: String
        package var description: String { "not a TZif zone file: \(reason)" }
    }

    /// The last second that rules describe: the end of 2199, the last year of the dictionary.
    private static let lastSecond: Int64 = 7_258_118_400
    private static let lastYear = 2199

    /// Reads a zone file of version 2 or later.
    package static func rules(from bytes: [UInt8]) throws(FormatError) -> ZoneRules {
        var cursor = Cursor(bytes: bytes)
        let first = try Header(&cursor)
        guard first.version >= UInt8(ascii: "2") else {
            throw FormatError(reason: "version 1 has no 64-bit times")
        }
        try cursor.skip(first.dataBytes(timeBytes: 4))
        let header = try Header(&cursor)
        var times: [Int64] = []
        for _ in 0..<header.timeCount { times.append(Int64(bitPattern: try cursor.integer(8))) }
        var indices: [Int] = []
        for _ in 0..<header.timeCount { indices.append(Int(try cursor.integer(1))) }
        var offsets: [Int32] = []
        for _ in 0..<header.typeCount {
            offsets.append(Int32(truncatingIfNeeded: try cursor.integer(4)))
            try cursor.skip(2)  // Whether it is summer time, and the abbreviation.
        }
        try cursor.skip(
            header.charCount + header.leapCount * 12 + header.standardCount + header.utCount)
        guard let standard = offsets.first, indices.allSatisfy({ $0 < offsets.count }) else {
            throw FormatError(reason: "a transition names no known type")
        }
        let footer = try cursor.footer()
        return try assemble(
            standard: standard, pairs: zip(times, indices.map { offsets[$0] }), footer: footer)
    }

    private static func assemble(
        standard: Int32, pairs: Zip2Sequence<[Int64], [Int32]>, footer: String
    ) throws(FormatError) -> ZoneRules {
        var initial = standard
        var transitions: [ZoneRules.Transition] = []
        var lastTime = Int64.min
        for (second, offset) in pairs {
            lastTime = second
            if second <= 0 {
                initial = offset
            } else if second < lastSecond {
                transitions.append(.init(second: second, offset: offset))
            }
        }
        guard !footer.isEmpty else {
            return ZoneRules(initialOffset: initial, transitions: transitions)
        }
        let rule = try POSIXZone(footer)
        let fixed = ZoneRules.Transition(
            second: max(lastTime, 0), offset: rule.offset(at: max(lastTime, 0)))
        if lastTime <= 0 { initial = fixed.offset } else { transitions.append(fixed) }
        let firstYear = Instant(milliseconds: max(lastTime, 0) * 1000).utc.date.year
        for year in firstYear...lastYear {
            for change in rule.changes(in: year) where change.second > max(lastTime, 0) {
                transitions.append(change)
            }
        }
        return ZoneRules(
            initialOffset: initial, transitions: transitions.filter { $0.second < lastSecond })
    }

    private struct Header {
        let version: UInt8
        let utCount: Int
        let standardCount: Int
        let leapCount: Int
        let timeCount: Int
        let typeCount: Int
        let charCount: Int

        init(_ cursor: inout Cursor) throws(FormatError) {
            guard try cursor.integer(4) == 0x545A_6966 else {
                throw FormatError(reason: "it does not begin with TZif")
            }
            version = UInt8(try cursor.integer(1))
            try cursor.skip(15)
            utCount = Int(try cursor.integer(4))
            standardCount = Int(try cursor.integer(4))
            leapCount = Int(try cursor.integer(4))
            timeCount = Int(try cursor.integer(4))
            typeCount = Int(try cursor.integer(4))
            charCount = Int(try cursor.integer(4))
        }

        func dataBytes(timeBytes: Int) -> Int {
            timeCount * (timeBytes + 1) + typeCount * 6 + charCount
                + leapCount * (timeBytes + 4) + standardCount + utCount
        }
    }

    private struct Cursor {
        let bytes: [UInt8]
        var offset = 0

        mutating func skip(_ count: Int) throws(FormatError) {
            guard count <= bytes.count - offset else { throw FormatError(reason: "it is cut off") }
            offset += count
        }

        /// A big-endian integer of `count` bytes.
        mutating func integer(_ count: Int) throws(FormatError) -> UInt64 {
            let start = offset
            try skip(count)
            return bytes[start..<offset].reduce(0) { $0 << 8 | UInt64($1) }
        }

        /// The text between two newlines at the end.
        mutating func footer() throws(FormatError) -> String {
            guard try integer(1) == 10, let end = bytes[offset...].firstIndex(of: 10) else {
                throw FormatError(reason: "it has no footer")
            }
            return String(decoding: bytes[offset..<end], as: UTF8.self)
        }
    }
}
