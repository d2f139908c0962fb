package import HubSpotModel

/// Where the facts of a measure are added up: a local date, and what splits them.
package struct CellKey: Hashable, Sendable {
    package let measure: MeasureID
    /// `nil` for facts that no date places: they belong to all time only.
    package let date: CivilDate?
    package let split: UInt64
    package let detail: UInt64

    package init(measure: MeasureID, date: CivilDate?, split: UInt64, detail: UInt64) {
        self.measure = measure
        self.date = date
        self.split = split
        self.detail = detail
    }
}

extension CellKey {
    /// One word for the hasher: equal keys have equal words.
    package func hash(into hasher: inout Hasher) {
        let head = UInt64(measure.rawValue) << 32 | UInt64(UInt32(bitPattern: date?.days ?? -2))
        hasher.combine(
            (head &* 0x9E37_79B9_7F4A_7C15 ^ split) &* 0xBF58_476D_1CE4_E5B9 ^ detail)
    }
}

extension CellKey: RowCodable {
    private static let daysBefore1970: Int64 = 32

    package func write(to writer: inout ByteWriter) {
        writer.write(byte: measure.rawValue)
        // West of Greenwich the first day that counts lies in December 1969; 0 stands for no date.
        writer.write(date.map { UInt64(Int64($0.days) + Self.daysBefore1970) } ?? 0)
        writer.write(split)
        writer.write(detail)
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        guard let measure = MeasureID(rawValue: try reader.byte()) else { throw reader.corrupt }
        self.measure = measure
        let days = try reader.unsigned()
        guard days <= UInt64(Int32.max) else { throw reader.corrupt }
        date = days == 0 ? nil : CivilDate(days: Int32(Int64(days) - Self.daysBefore1970))
        split = try reader.unsigned()
        detail = try reader.unsigned()
    }
}

/// Facts with the same position: equal values, or the same instant.
package struct Mark: Sendable, Equatable {
    package let position: Int64
    package var count: Int64
    /// The sum of what they amount to.
    package var sum: Int128
}

/// The one form in which facts are added up: adding and taking back are inverses.
package struct Cell: Sendable, Equatable {
    package private(set) var count: Int64 = 0
    /// How many of them have an amount.
    package private(set) var known: Int64 = 0
    package private(set) var sum: Int128 = 0
    /// Positions, ascending, each once; empty where a measure keeps none.
    package private(set) var marks: [Mark] = []

    package init() {}

    package var isEmpty: Bool { count == 0 && known == 0 && sum == 0 && marks.isEmpty }

    /// Adds a fact, or with `sign` −1 takes it back.
    package mutating func add(amount: Int128?, position: Int64?, sign: Int64) {
        count += sign
        if let amount {
            known += sign
            sum += Int128(sign) * amount
        }
        if let position { mark(position, Int128(sign) * (amount ?? 0), sign) }
    }

    private mutating func mark(_ position: Int64, _ amount: Int128, _ sign: Int64) {
        let index = firstMark(notBefore: position)
        if index < marks.count, marks[index].position == position {
            marks[index].count += sign
            marks[index].sum += amount
            if marks[index].count == 0, marks[index].sum == 0 { marks.remove(at: index) }
        } else {
            marks.insert(Mark(position: position, count: sign, sum: amount), at: index)
        }
    }

    /// The index of the first mark at `position` or after it.
    package func firstMark(notBefore position: Int64) -> Int {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The number of facts with a position before `limit`, and their sum.
    package func before(_ limit: Int64) -> (count: Int64, sum: Int128) {
        var count: Int64 = 0
        var sum: Int128 = 0
        for mark in marks[..<firstMark(notBefore: limit)] {
            count += mark.count
            sum += mark.sum
        }
        return (count, sum)
    }
}

extension Cell: RowCodable {
    package func write(to writer: inout ByteWriter) {
        writer.write(count)
        writer.write(known)
        writer.write(sum)
        writer.write(count: marks.count)
        var last: Int64 = 0
        for mark in marks {
            writer.write(mark.position &- last)
            writer.write(mark.count)
            writer.write(mark.sum)
            last = mark.position
        }
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        count = try reader.signed()
        known = try reader.signed()
        sum = try reader.wide()
        var last: Int64 = 0
        for _ in 0..<(try reader.count()) {
            last = last &+ (try reader.signed())
            marks.append(
                Mark(position: last, count: try reader.signed(), sum: try reader.wide()))
        }
    }
}
