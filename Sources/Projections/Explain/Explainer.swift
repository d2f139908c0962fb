internal import HubSpotModel

/// Explains figures of one document: shared by all of them are the document and the records.
package struct Explainer {
    let builder: MetricsBuilder
    let book: RecordBook
    let index: MetricIndex

    /// - Throws: `ProjectionError` where the document cannot be made.
    package init(_ builder: MetricsBuilder, _ book: RecordBook) throws {
        let json = try DocumentEncoder().encode(try builder.document())
        guard let tree = DocumentTree(json) else {
            preconditionFailure("the document is written as JSON that cannot be read")
        }
        self.builder = builder
        self.book = book
        index = MetricIndex(tree: tree)
    }

    /// Every figure of the document with its path and period, in the order of the document.
    package var allMetrics: [(path: String, period: PeriodKey?)] {
        index.all.map { ($0.path, $0.period) }
    }

    /// - Parameters:
    ///   - path: as ``MetricPath``.
    ///   - period: `nil` takes the figure without periods, else that of the year to date.
    /// - Throws: ``UnknownMetric``.
    package func explain(_ path: String, period: PeriodKey? = nil) throws -> Explanation {
        guard let parsed = MetricPath(path), let metric = index.find(parsed, period: period),
            let entry = MetricCatalogue.entry(metric.pattern)
        else {
            throw UnknownMetric(path: path, nearest: index.nearest(to: path))
        }
        let scope = ExplainScope(builder: builder, book: book, index: index, metric: metric)
        let basis = entry.basis(scope)
        let (counted, excluded) = records(of: basis)
        return Explanation(
            metric: metric, formula: entry.formula, basis: basis,
            inputs: basis.inputs.map { input($0) }, counted: counted, excluded: excluded)
    }

    private func input(_ source: MetricBasis.Source) -> Explanation.Input {
        var value = source.value ?? .null
        if let path = source.metric.flatMap({ MetricPath($0) }),
            let metric = index.find(path, period: source.period), let number = metric.value
        {
            value = .number(number)
        }
        return Explanation.Input(
            name: source.name, metric: source.metric, period: source.period, value: value)
    }

    // MARK: Records

    private struct Row {
        let contribution: DocumentNumber
        let weight: DocumentNumber?

        func adding(_ other: Row) -> Row {
            let sum = DocumentNumber.sum(contribution, other.contribution)
            guard let weight, let added = other.weight else {
                return Row(contribution: sum, weight: weight ?? other.weight)
            }
            return Row(contribution: sum, weight: .sum(weight, added))
        }
    }

    private func records(
        of basis: MetricBasis
    ) -> (counted: [Explanation.Counted], excluded: [Explanation.Excluded]) {
        var rows: [TypedRef: [Row]] = [:]
        var reasons: [TypedRef: String] = [:]
        let merges = basis.combine != .median
        func add(_ row: Row, of record: TypedRef) {
            guard merges, let known = rows[record]?.first else {
                rows[record, default: []].append(row)
                return
            }
            rows[record] = [known.adding(row)]
        }
        for term in basis.terms {
            for entry in book.entries(term.query.measure, in: builder.zone) {
                if let universe = basis.universe, !universe.contains(entry.record.object) {
                    continue
                }
                var reason: String?
                for fact in entry.facts {
                    if let mismatch = term.query.mismatch(fact) {
                        reason = mismatch
                    } else if term.isOfKnown, fact.amount == nil {
                        reason = "it has no amount"
                    } else {
                        add(row(fact, term), of: entry.record)
                    }
                }
                let definition = RecordBook.definition(of: term.query.measure)
                reasons[entry.record] =
                    Self.standing(entry.standing) ?? reason ?? reasons[entry.record]
                    ?? "\(entry.state); counted are: \(definition)"
            }
        }
        for listed in basis.listed {
            add(
                Row(contribution: listed.contribution, weight: listed.weight), of: listed.record)
        }
        var objects = Set<ObjectType>()
        for term in basis.terms { objects.formUnion(RecordBook.objects(of: term.query.measure)) }
        objects = basis.universe ?? objects
        return (
            counted(rows, isRatio: basis.combine == .ratio),
            excluded(objects, besides: rows, reasons, basis.reason)
        )
    }

    private func row(_ fact: Fact, _ term: MetricBasis.Term) -> Row {
        func number(_ share: Share) -> DocumentNumber? {
            switch share {
            case .none: nil
            case .zero: .zero
            case .one: 1
            case .amount:
                .init(units: fact.amount ?? 0, scale: term.query.measure.amountScale)
            }
        }
        return Row(contribution: number(term.contribution) ?? .zero, weight: number(term.weight))
    }

    private func counted(_ rows: [TypedRef: [Row]], isRatio: Bool) -> [Explanation.Counted] {
        rows.sorted { precedes($0.key, $1.key) }.flatMap { record, rows in
            rows.map { row in
                Explanation.Counted(
                    object: record.object.name, id: id(record), contribution: row.contribution,
                    weight: isRatio ? row.weight ?? .zero : nil)
            }
        }
    }

    private func excluded(
        _ objects: Set<ObjectType>, besides rows: [TypedRef: [Row]],
        _ reasons: [TypedRef: String], _ reason: String
    ) -> [Explanation.Excluded] {
        var excluded: [(TypedRef, String)] = []
        for (record, standing) in book.records(objects) where rows[record] == nil {
            excluded.append(
                (record, Self.standing(standing) ?? reasons[record] ?? reason))
        }
        if objects.contains(.deals) {
            excluded += book.otherDeals.map {
                (TypedRef(.deals, $0), "its pipeline is not among metrics.pipelineIds")
            }
        }
        return excluded.sorted { precedes($0.0, $1.0) }.map { record, reason in
            Explanation.Excluded(object: record.object.name, id: id(record), reason: reason)
        }
    }

    private static func standing(_ standing: Standing) -> String? {
        switch standing {
        case .live: nil
        case .archived: "it is archived"
        case .absorbed: "it was merged into another record"
        }
    }

    private func id(_ record: TypedRef) -> String { builder.models.lexicon.id(record.ref).text }

    private func precedes(_ left: TypedRef, _ right: TypedRef) -> Bool {
        left.object == right.object
            ? builder.models.lexicon.precedes(left.ref, right.ref)
            : left.object.rawValue < right.object.rawValue
    }
}

extension DocumentNumber {
    /// The exact sum; both have at most six digits behind the point here.
    static func sum(_ left: DocumentNumber, _ right: DocumentNumber) -> DocumentNumber {
        let scale = max(left.scale, right.scale)
        guard let one = left.rounded(toPlaces: scale), let other = right.rounded(toPlaces: scale)
        else { preconditionFailure("a contribution leaves the range of 128 bits") }
        return DocumentNumber(units: one + other, scale: scale)
    }
}
