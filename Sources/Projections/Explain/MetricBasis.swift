internal import HubSpotModel

/// Facts of a measure that a figure takes.
struct FactQuery {
    let measure: MeasureID
    var range = DateRange.allTime
    var split: ((UInt64) -> Bool)?
    var detail: ((UInt64) -> Bool)?
    /// Further conditions on a fact, with the reason where it fails.
    var condition: (reason: String, holds: (Fact) -> Bool)?

    /// Why a fact is not taken; `nil` when it is.
    func mismatch(_ fact: Fact) -> String? {
        if let split, !split(fact.split) { return "it belongs to another row" }
        if let detail, !detail(fact.detail) { return "it belongs to another group" }
        if let condition, !condition.holds(fact) { return condition.reason }
        guard !range.contains(fact.date) else { return nil }
        guard let date = fact.date else { return "no time places it in a period" }
        let bounds = [
            range.start.map { "from \($0)" }, range.end.map { "before \($0)" },
        ].compactMap { $0 }.joined(separator: " ")
        return "it is placed on \(date), not \(bounds)"
    }
}

/// What a fact brings into a figure.
enum Share {
    case none
    case zero
    case one
    /// The amount of the fact; 0 where it is missing.
    case amount
}

/// What records a figure is made of, and how.
struct MetricBasis {
    struct Term {
        let query: FactQuery
        let contribution: Share
        var weight = Share.none
        /// Whether facts without an amount are left out, and not taken as 0.
        var isOfKnown = false
    }

    /// A record that a figure counts by a rule of its own.
    struct Listed {
        let record: TypedRef
        let contribution: DocumentNumber
        var weight: DocumentNumber?
    }

    /// A figure, a setting or a date that goes in.
    struct Source {
        let name: String
        /// A path of the document.
        var metric: String?
        var period: PeriodKey?
        /// Of what has no path.
        var value: Explanation.InputValue?
    }

    var combine: Explanation.Combine
    var unit = "records"
    var perUnit: Int128 = 1
    var terms: [Term] = []
    var listed: [Listed] = []
    /// Types of which every record is counted or excluded; `nil` takes those of the terms.
    var universe: Set<ObjectType>?
    /// Why a record of the universe is not listed.
    var reason = "the formula does not count it"
    var inputs: [Source] = []
    /// Digits behind the point that the figure is rounded to; `nil` takes those of its kind.
    var statedDecimals: UInt8?

    /// Digits behind the point; `nil` for figures that contributions do not make.
    ///
    /// Source: metric dictionary, section 1.2.
    var decimals: UInt8? {
        switch combine {
        case .derived, .stated: return nil
        case .sum, .ratio, .median: break
        }
        if let statedDecimals { return statedDecimals }
        if perUnit == ExplainScope.dayMilliseconds || perUnit == Self.minuteMilliseconds {
            return 1
        }
        if combine == .ratio, terms.contains(where: { $0.isOfKnown }) == false { return 4 }
        return unit == "money" ? 2 : 0
    }

    static let minuteMilliseconds: Int128 = 60_000

    func rounded(to decimals: UInt8) -> MetricBasis {
        var basis = self
        basis.statedDecimals = decimals
        return basis
    }
}

extension MetricBasis {
    static func sum(_ terms: Term...) -> MetricBasis { MetricBasis(combine: .sum, terms: terms) }

    static func ratio(_ terms: [Term]) -> MetricBasis {
        MetricBasis(combine: .ratio, terms: terms)
    }

    /// How many facts.
    static func count(_ query: FactQuery) -> MetricBasis {
        .sum(Term(query: query, contribution: .one))
    }

    /// What facts amount to.
    static func amount(_ query: FactQuery) -> MetricBasis {
        .sum(Term(query: query, contribution: .amount)).measured(query.measure)
    }

    /// The mean of known amounts.
    static func mean(_ query: FactQuery, per: Int128 = 1) -> MetricBasis {
        var basis = MetricBasis.ratio([
            Term(query: query, contribution: .amount, weight: .one, isOfKnown: true)
        ]).measured(query.measure)
        basis.perUnit = per
        return basis
    }

    /// The median of known amounts.
    static func median(_ query: FactQuery, per: Int128 = 1) -> MetricBasis {
        var basis = MetricBasis(
            combine: .median,
            terms: [Term(query: query, contribution: .amount, isOfKnown: true)]
        ).measured(query.measure)
        basis.perUnit = per
        return basis
    }

    /// The share of some facts in all: each counts once.
    static func share(_ part: FactQuery, of whole: [FactQuery]) -> MetricBasis {
        .ratio(
            [Term(query: part, contribution: .one)]
                + whole.map { Term(query: $0, contribution: .zero, weight: .one) })
    }

    static func derived(_ inputs: [Source]) -> MetricBasis {
        MetricBasis(combine: .derived, unit: "", inputs: inputs)
    }

    static func stated(_ inputs: [Source] = []) -> MetricBasis {
        MetricBasis(combine: .stated, unit: "", inputs: inputs)
    }

    static func list(
        _ listed: [Listed], of universe: Set<ObjectType>, reason: String,
        unit: String = "records"
    ) -> MetricBasis {
        MetricBasis(
            combine: .sum, unit: unit, listed: listed, universe: universe, reason: reason)
    }

    private func measured(_ measure: MeasureID) -> MetricBasis {
        var basis = self
        basis.unit = measure.unit
        return basis
    }

    func adding(_ inputs: [Source]) -> MetricBasis {
        var basis = self
        basis.inputs += inputs
        return basis
    }
}

extension MeasureID {
    /// Digits behind the point of an amount, and what it is counted in.
    var amountScale: UInt8 {
        switch self {
        case .weightedInStage, .openWeightedByOwner, .openWeightedByClose: 6
        case .dealsInStage, .openByOwner, .openByClose, .dealsCreated, .dealsWon, .dealsLost,
            .dealsDisqualified, .dealsWonBySource, .openDealsOfCompany, .wonDealsOfCompany,
            .winReasons, .lossReasons:
            2
        default: 0
        }
    }

    var unit: String {
        switch self {
        case .salesCycles, .stageVisits, .openVisits, .timeToMql, .timeToSql, .timeToOpportunity,
            .timeToCustomer, .callsCounted:
            "milliseconds"
        default: amountScale > 0 ? "money" : "events"
        }
    }
}
