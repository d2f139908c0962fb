/// The offsets of one time zone from UTC, as data: what the ledger keeps of a zone.
///
/// Every transition from 1970 to the end of 2199 is listed, so two machines with the same release
/// of the zone data make equal rules whatever form their files have. No fold asks the machine.
package struct ZoneRules: Hashable, Sendable {
    /// From this second on, local time is UTC plus `offset` seconds.
    package struct Transition: Hashable, Sendable {
        package let second: Int64
        package let offset: Int32

        package init(second: Int64, offset: Int32) {
            self.second = second
            self.offset = offset
        }
    }

    /// Seconds east of UTC before the first transition.
    package let initialOffset: Int32
    /// Ascending by time; neighbours differ in offset.
    package let transitions: [Transition]
    /// For each transition, the latest local day that had begun before it, in days since 1970.
    private let latestDayBefore: [Int32]

    package init(initialOffset: Int32, transitions: [Transition]) {
        var kept: [Transition] = []
        var latest: [Int32] = []
        var offset = initialOffset
        for transition in transitions.sorted(by: { $0.second < $1.second })
        where transition.offset != offset {
            let lastMillisecond = (transition.second + Int64(offset)) * 1000 - 1
            let day = Instant(milliseconds: lastMillisecond).utc.date.days
            latest.append(max(day, latest.last ?? day))
            kept.append(transition)
            offset = transition.offset
        }
        self.initialOffset = initialOffset
        self.transitions = kept
        latestDayBefore = latest
    }

    package static let utc = ZoneRules(initialOffset: 0, transitions: [])

    /// The local date of an instant: the latest day that has begun, also where clocks go back
    /// over midnight.
    ///
    /// Source: metric dictionary, section 1.4.
    package func date(of instant: Instant) -> CivilDate {
        let index = segment(of: instant)
        let local = Instant(milliseconds: instant.milliseconds + offset(ofSegment: index) * 1000)
        let day = local.utc.date
        guard index > 0 else { return day }
        return CivilDate(days: max(day.days, latestDayBefore[index - 1]))
    }

    /// The first instant of a local date; of a date that a clock change skips whole, that of the
    /// next.
    package func start(of date: CivilDate) -> Instant {
        let midnight = Int64(date.days) * Instant.millisecondsPerDay
        var index = segment(of: Instant(milliseconds: midnight - 2 * Instant.millisecondsPerDay))
        while true {
            let candidate = midnight - offset(ofSegment: index) * 1000
            let start = index == 0 ? Int64.min : transitions[index - 1].second * 1000
            let end = index == transitions.count ? Int64.max : transitions[index].second * 1000
            if candidate < end { return Instant(milliseconds: max(candidate, start)) }
            index += 1
        }
    }

    /// The instant a number of months later (or earlier) at the same wall-clock time.
    ///
    /// The day of the month is kept, or the last day of a shorter month taken. A time that a clock
    /// change skips takes the offset in force before it; one that occurs twice is the first.
    package func adding(months: Int, to instant: Instant) -> Instant {
        let localOffset = offset(ofSegment: segment(of: instant)) * 1000
        let (date, time) = Instant(milliseconds: instant.milliseconds + localOffset).utc
        return self.instant(on: date.adding(months: months), millisecondOfDay: time)
    }

    /// The instant at which clocks show a time of day on a date.
    private func instant(on date: CivilDate, millisecondOfDay: Int) -> Instant {
        let local = Int64(date.days) * Instant.millisecondsPerDay + Int64(millisecondOfDay)
        var index = segment(of: Instant(milliseconds: local - 2 * Instant.millisecondsPerDay))
        while true {
            let candidate = local - offset(ofSegment: index) * 1000
            let end = index == transitions.count ? Int64.max : transitions[index].second * 1000
            if candidate < end { return Instant(milliseconds: candidate) }
            // Clocks did not show it before this change. If they skip it, the old offset holds.
            if local - offset(ofSegment: index + 1) * 1000 < end {
                return Instant(milliseconds: candidate)
            }
            index += 1
        }
    }

    /// The number of transitions at or before an instant.
    private func segment(of instant: Instant) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].second * 1000 <= instant.milliseconds {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func offset(ofSegment index: Int) -> Int64 {
        Int64(index == 0 ? initialOffset : transitions[index - 1].offset)
    }
}

extension ZoneRules {
    /// The form in the log: `1;initial offset;second:offset;…`, in decimal.
    package var text: String {
        var text = "1;\(initialOffset)"
        for transition in transitions { text += ";\(transition.second):\(transition.offset)" }
        return text
    }

    /// Reads ``text``; `nil` when it is of another form.
    package init?(text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "1", let initial = Int32(parts[1]) else { return nil }
        var transitions: [Transition] = []
        for part in parts.dropFirst(2) {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false)
            guard pair.count == 2, let second = Int64(pair[0]), let offset = Int32(pair[1]),
                second > transitions.last?.second ?? .min
            else { return nil }
            transitions.append(Transition(second: second, offset: offset))
        }
        self.init(initialOffset: initial, transitions: transitions)
    }
}
