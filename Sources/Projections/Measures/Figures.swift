package import HubSpotModel

/// Count and amount of some facts.
package struct Tally: Sendable, Equatable {
    package var count = 0
    /// How many of them have an amount.
    package var known = 0
    package var sum: Int128 = 0

    package init() {}

    package static func += (left: inout Tally, right: Tally) {
        left.count += right.count
        left.known += right.known
        left.sum += right.sum
    }
}

/// The cells of an analyzer, read-only: sums over ranges of dates, split as declared.
package struct Figures: Sendable {
    package struct Entry: Sendable {
        package let date: CivilDate?
        package let split: UInt64
        package let detail: UInt64
        package let cell: Cell

        var tally: Tally {
            var tally = Tally()
            tally.count = Int(cell.count)
            tally.known = Int(cell.known)
            tally.sum = cell.sum
            return tally
        }

        /// The facts before an instant: whole days before its date, and the marks of its date.
        func tally(before cut: Cut) -> Tally? {
            guard let date, date <= cut.date else { return nil }
            guard date == cut.date else { return tally }
            let (count, sum) = cell.before(cut.instant.milliseconds)
            guard count > 0 else { return nil }
            var tally = Tally()
            tally.count = Int(count)
            tally.known = Int(count)
            tally.sum = sum
            return tally
        }
    }

    /// An instant and its local date.
    package struct Cut: Sendable {
        package let instant: Instant
        package let date: CivilDate

        package init(_ instant: Instant, in zone: ZoneRules) {
            self.instant = instant
            date = zone.date(of: instant)
        }
    }

    private let cells: [MeasureID: [Entry]]

    package init(cells: [MeasureID: [Entry]]) { self.cells = cells }

    package func entries(_ measure: MeasureID) -> [Entry] { cells[measure] ?? [] }

    /// The sum over a range; `cut` leaves out what is not before that instant.
    package func total(
        _ measure: MeasureID, in range: DateRange = .allTime, split: UInt64? = nil,
        detail: UInt64? = nil, before cut: Cut? = nil
    ) -> Tally {
        var total = Tally()
        forEach(measure, in: range, before: cut) { entry, tally in
            if split.map({ $0 == entry.split }) ?? true,
                detail.map({ $0 == entry.detail }) ?? true
            {
                total += tally
            }
        }
        return total
    }

    /// The sums over a range by split.
    package func bySplit(
        _ measure: MeasureID, in range: DateRange = .allTime, before cut: Cut? = nil
    ) -> [UInt64: Tally] {
        var totals: [UInt64: Tally] = [:]
        forEach(measure, in: range, before: cut) { entry, tally in
            totals[entry.split, default: Tally()] += tally
        }
        return totals
    }

    package func forEach(
        _ measure: MeasureID, in range: DateRange = .allTime, before cut: Cut? = nil,
        _ body: (Entry, Tally) -> Void
    ) {
        let entries = entries(measure)
        // By index: an entry outside the range is not copied, its marks not retained.
        for index in entries.indices where range.contains(entries[index].date) {
            if let cut {
                if let tally = entries[index].tally(before: cut) { body(entries[index], tally) }
            } else {
                body(entries[index], entries[index].tally)
            }
        }
    }

    /// The median of the amounts in a range, as a fraction; `nil` of nothing.
    package func median(
        _ measure: MeasureID, in range: DateRange = .allTime, split: UInt64? = nil
    ) -> Rational? {
        var marks: [Mark] = []
        let entries = entries(measure)
        for index in entries.indices where range.contains(entries[index].date) {
            if split.map({ $0 == entries[index].split }) ?? true {
                marks += entries[index].cell.marks
            }
        }
        let count = marks.reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        marks.sort { $0.position < $1.position }
        let lower = Self.position((count - 1) / 2, in: marks)
        let upper = Self.position(count / 2, in: marks)
        return Rational(Int128(lower) + Int128(upper)).divided(by: Rational(2))
    }

    /// The position of the fact with a place, from 0.
    private static func position(_ place: Int64, in marks: [Mark]) -> Int64 {
        var passed: Int64 = 0
        for mark in marks {
            passed += mark.count
            if passed > place { return mark.position }
        }
        return marks.last?.position ?? 0
    }
}
