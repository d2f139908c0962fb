/// The six periods of the filter, in the order of the document.
package enum PeriodKey: String, Sendable, CaseIterable, Codable {
    case thisWeek, lastWeek, mtd, ytd, lastYear, allTime
}
