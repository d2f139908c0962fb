package import HubSpotModel

/// Local dates from `start` to before `end`; without both, all time.
package struct DateRange: Sendable, Hashable {
    package let start: CivilDate?
    /// Exclusive.
    package let end: CivilDate?

    package init(start: CivilDate?, end: CivilDate?) {
        self.start = start
        self.end = end
    }

    package static let allTime = DateRange(start: nil, end: nil)

    /// What has no date belongs to all time only.
    package func contains(_ date: CivilDate?) -> Bool {
        guard let date else { return start == nil && end == nil }
        if let start, date < start { return false }
        if let end, date >= end { return false }
        return true
    }
}
