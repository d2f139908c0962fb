import Projections

/// A figure by which two snapshots are compared; the list and the comparison take theirs from here.
enum HeadlineFigure: String, CaseIterable, Sendable {
    case wonRevenue, winRate, averageDeal, openAmount, weightedAmount, openDeals, leads, activities,
        totalContacts

    /// The figures of the list, in the order of its columns.
    static let listed: [HeadlineFigure] = [
        .wonRevenue, .winRate, .openAmount, .weightedAmount, .openDeals, .leads, .activities,
    ]

    var label: String {
        switch self {
        case .wonRevenue: "Won, year to date"
        case .winRate: "Win rate, year to date"
        case .averageDeal: "Average won deal, year to date"
        case .openAmount: "Open amount"
        case .weightedAmount: "Weighted amount"
        case .openDeals: "Open deals"
        case .leads: "Leads, year to date"
        case .activities: "Activities, year to date"
        case .totalContacts: "Contacts"
        }
    }

    /// How the value is written, by the raw values of ``Figure/Form``.
    var form: Figure.Form {
        switch self {
        case .wonRevenue, .averageDeal, .openAmount, .weightedAmount: .money
        case .winRate: .percent
        case .openDeals, .leads, .activities, .totalContacts: .count
        }
    }

    /// Whether more of it is good news; of what is open and of contacts it is neither.
    var isMoreGood: Bool {
        switch self {
        case .wonRevenue, .winRate, .averageDeal, .leads, .activities: true
        case .openAmount, .weightedAmount, .openDeals, .totalContacts: false
        }
    }

    /// Whether it counts from the first day of the year.
    var isOfYear: Bool {
        switch self {
        case .wonRevenue, .winRate, .averageDeal, .leads, .activities: true
        case .openAmount, .weightedAmount, .openDeals, .totalContacts: false
        }
    }

    func value(of headline: SnapshotHeadline) -> DocumentNumber? {
        switch self {
        case .wonRevenue: headline.wonRevenue
        case .winRate: headline.winRate
        case .averageDeal: headline.averageDeal
        case .openAmount: headline.openAmount
        case .weightedAmount: headline.weightedAmount
        case .openDeals: DocumentNumber(headline.openDeals)
        case .leads: headline.leads.map { DocumentNumber($0) }
        case .activities: DocumentNumber(headline.activities)
        case .totalContacts: headline.totalContacts.map { DocumentNumber($0) }
        }
    }

    /// The value in whole steps of what the comparison shows: cents, hundredths of a percent, ones.
    func steps(of headline: SnapshotHeadline) -> Int128? {
        value(of: headline)?.rounded(toPlaces: places)
    }

    /// The value in full: `£32,600.50`, `26.98%`, `1,234`.
    func text(of headline: SnapshotHeadline) -> String {
        let format = FigureFormat(currencyCode: headline.currencyCode)
        let value = value(of: headline)
        switch form {
        case .money: return format.money(value)
        case .percent: return format.hundredthsOfPercent(value)
        default: return format.number(value, places: 0)
        }
    }

    private var places: UInt8 {
        switch form {
        case .money: 2
        case .percent: 4
        default: 0
        }
    }
}
