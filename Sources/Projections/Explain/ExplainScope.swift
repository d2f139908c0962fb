internal import HubSpotModel

/// What the basis of one figure is worked out from.
struct ExplainScope {
    let builder: MetricsBuilder
    let book: RecordBook
    let index: MetricIndex
    let metric: FoundMetric

    static let dayMilliseconds: Int128 = 86_400_000

    /// The dates of the figure's period; all time where it has none.
    var range: DateRange { metric.period.map(builder.calendar.range) ?? .allTime }

    /// The key of the innermost row that the figure stands in.
    var key: String { metric.rows.last?.key ?? "" }

    var row: DocumentTree? { metric.rows.last?.row }

    // MARK: Conditions

    var beforeAsOf: (reason: String, holds: (Fact) -> Bool) {
        before(builder.asOf.milliseconds, "it is not before \(builder.asOf)")
    }

    func before(
        _ limit: Int64, _ reason: String
    ) -> (reason: String, holds: (Fact) -> Bool) {
        (reason, { fact in fact.date != nil && (fact.position ?? .min) < limit })
    }

    /// Facts of the owner that the row is of.
    var ownerOfRow: (UInt64) -> Bool {
        owner(row?["ownerId"]?.text)
    }

    func owner(_ id: String?) -> (UInt64) -> Bool {
        { split in builder.ownerID(TextCode(truncatingIfNeeded: split)) == id }
    }

    /// Facts whose split is the code of a text; `blank` stands for no text.
    func text(_ wanted: String?, blank: String? = nil) -> (UInt64) -> Bool {
        let wanted = wanted.map(ExactText.init)
        return { split in
            let code = TextCode(truncatingIfNeeded: split)
            let found = code == 0 ? blank : builder.models.lexicon.text(code)
            return found.map(ExactText.init) == wanted
        }
    }

    /// Facts of the source that the row is of.
    var sourceOfRow: (UInt64) -> Bool {
        let wanted = row?["source"]?.text.map(ExactText.init)
        return { split in
            let code = TextCode(truncatingIfNeeded: split)
            return ExactText(SourceName(code, builder.models.lexicon).text) == wanted
        }
    }

    // MARK: Inputs

    /// The figure with another last name beside this one.
    func beside(_ name: String, _ label: String? = nil) -> MetricBasis.Source {
        var parts = metric.path.split(separator: ".", omittingEmptySubsequences: false)
        parts.removeLast()
        return figure("\(parts.joined(separator: ".")).\(name)", label ?? name)
    }

    /// A figure of the document, in the same period where it has one.
    func figure(_ path: String, _ name: String) -> MetricBasis.Source {
        .init(name: name, metric: path, period: metric.period)
    }

    func value(_ name: String, _ number: DocumentNumber?) -> MetricBasis.Source {
        guard let number else { return .init(name: name, value: .null) }
        return .init(name: name, value: .number(number))
    }

    func value(_ name: String, _ text: String?) -> MetricBasis.Source {
        .init(name: name, value: text.map(Explanation.InputValue.text) ?? .null)
    }

    // MARK: Records

    func record(_ object: ObjectType, _ id: String?) -> TypedRef? {
        id.flatMap { builder.models.lexicon.knownRef(RecordID($0)) }.map { TypedRef(object, $0) }
    }

    /// A figure that one record alone has.
    func single(_ object: ObjectType, _ id: String?, unit: String = "records") -> MetricBasis {
        guard let record = record(object, id), let value = metric.value else {
            return .list([], of: [], reason: "")
        }
        return .list(
            [.init(record: record, contribution: value)], of: [], reason: "", unit: unit)
    }

    // MARK: Shared figures

    func query(
        _ measure: MeasureID, _ range: DateRange? = nil, split: ((UInt64) -> Bool)? = nil,
        detail: ((UInt64) -> Bool)? = nil
    ) -> FactQuery {
        FactQuery(measure: measure, range: range ?? self.range, split: split, detail: detail)
    }

    /// Live records of a type.
    func live(_ object: ObjectType) -> FactQuery { records(object, .live) }

    func records(_ object: ObjectType, _ standing: Standing) -> FactQuery {
        FactQuery(
            measure: .records, split: { $0 == UInt64(object.rawValue) },
            detail: { $0 == UInt64(standing.rawValue) })
    }

    /// Counted activities of synced types before `asOf`.
    func activities(
        _ type: ObjectType?, _ range: DateRange? = nil, owner: ((UInt64) -> Bool)? = nil
    ) -> FactQuery {
        var query = query(.activitiesCounted, range, split: owner) { detail in
            guard let found = ObjectType(rawValue: UInt8(truncatingIfNeeded: detail)),
                builder.models.isSynced(found)
            else { return false }
            return type.map { $0 == found } ?? true
        }
        query.condition = beforeAsOf
        return query
    }

    /// Open deals with an expected close in a range: one part of a bag.
    func bag(_ part: String, _ range: DateRange, isUndated: Bool = false) -> MetricBasis {
        let measure: MeasureID = part == "weightedAmount" ? .openWeightedByClose : .openByClose
        var query = FactQuery(measure: measure, range: range)
        if isUndated {
            query.condition = ("it has an expected close", { $0.date == nil })
        }
        return part == "deals" ? .count(query) : .amount(query)
    }
}
