import HubSpotModel
import Projections

/// The bars of a movement whose deals the document records.
///
/// A bar opens its deals only where they are exactly the records that a filter of the script finds:
/// the same number, the same amount. What a deal was worth earlier stands in no record.
struct MovementDrills: Sendable {
    let context: PageContext
    let period: PeriodKey
    /// The window of close dates, where the bars are of some deals only.
    let window: MetricsDocument.Pipeline.WindowMovement?

    /// The filter that finds the deals of a bar; nil where none does.
    func filter(of step: MovementStep) -> Drill.Filter? {
        let filter: Drill.Filter? =
            switch step.key {
            case "new": .created
            case "won": .won
            case "lost": .lost
            case "disqualified": .disqualified
            case "closing": .open
            default: nil
            }
        guard let filter, step.bucket.deals > 0 else { return nil }
        let deals = context.document.records.deals.filter {
            matches($0, filter) && isInWindow($0.closeDate)
        }
        let units = deals.reduce(Int128(0)) { $0 + ($1.amount?.rounded(toPlaces: 2) ?? 0) }
        let isSame =
            deals.count == step.bucket.deals && units == step.bucket.amount.rounded(toPlaces: 2)
        return isSame ? filter : nil
    }

    private func matches(_ deal: MetricsDocument.Records.Deal, _ filter: Drill.Filter) -> Bool {
        switch filter {
        case .open: deal.status == "open"
        case .created: isInPeriod(deal.createdAt)
        default: deal.status == filter.rawValue && isInPeriod(deal.closedAt)
        }
    }

    private func isInPeriod(_ instant: String?) -> Bool {
        let bounds = context.document.periods[period]
        return isWithin(bounds.startDate, bounds.endDate, instant)
    }

    private func isInWindow(_ instant: String?) -> Bool {
        isWithin(window?.closeFrom, window?.closeTo, instant)
    }

    /// Whether an instant falls on a date from the first to before the last, if they are known.
    private func isWithin(_ first: String?, _ last: String?, _ instant: String?) -> Bool {
        guard let start = first.flatMap(DateWords.date), let end = last.flatMap(DateWords.date)
        else { return true }
        guard let date = context.date(ofInstant: instant) else { return false }
        return start <= date && date < end
    }
}
