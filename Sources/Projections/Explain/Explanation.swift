package import HubSpotModel

/// How a figure comes about: the formula in words, what goes into it, and the records behind it.
///
/// Adding the contributions up again gives the figure exactly: see ``Combine``.
package struct Explanation: Sendable, Equatable, Encodable {
    /// How contributions make the figure, before it is rounded once.
    package enum Combine: String, Sendable, Encodable {
        /// Σ contributions ÷ perUnit.
        case sum
        /// Σ contributions ÷ Σ weights ÷ perUnit; null where the weights add up to 0.
        case ratio
        /// The middle contribution, or the mean of the middle two, ÷ perUnit; null of none.
        case median
        /// From the inputs, by the formula; records are listed where they are its own.
        case derived
        /// As it stands in the configuration, the account or the log.
        case stated
    }

    /// Another figure, a setting or a date that goes into the figure.
    package struct Input: Sendable, Equatable, Encodable {
        package let name: String
        /// The path with which it can be explained in turn; `null` for what is no figure.
        package let metric: String?
        package let period: PeriodKey?
        package let value: InputValue
    }

    package enum InputValue: Sendable, Equatable, Encodable {
        case number(DocumentNumber)
        case text(String)
        case null

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            case .null: try container.encodeNil()
            }
        }
    }

    package struct Counted: Sendable, Equatable, Encodable {
        package let object: String
        package let id: String
        package let contribution: DocumentNumber
        /// What it adds to the divisor of a ratio; `null` for other figures.
        package let weight: DocumentNumber?
        /// What set its present values.
        package internal(set) var events: [EventTrace] = []
    }

    package struct Excluded: Sendable, Equatable, Encodable {
        package let object: String
        package let id: String
        package let reason: String
    }

    package let metric: String
    /// `null` for figures that have no periods.
    package let period: PeriodKey?
    package let value: DocumentNumber?
    package let formula: String
    package let combine: Combine
    /// What contributions are counted in, such as `records`, `money` or `milliseconds`.
    package let unit: String
    /// Contributions for one of the figure's own unit.
    package let perUnit: DocumentNumber
    /// Digits behind the point to which the result is rounded, half away from zero.
    package let decimals: Int?
    package let inputs: [Input]
    /// In id order by type.
    package private(set) var counted: [Counted]
    package let excluded: [Excluded]

    init(
        metric: FoundMetric, formula: String, basis: MetricBasis, inputs: [Input],
        counted: [Counted], excluded: [Excluded]
    ) {
        self.metric = metric.path
        period = metric.period
        value = metric.value
        self.formula = formula
        combine = basis.combine
        unit = basis.unit
        perUnit = DocumentNumber(units: basis.perUnit, scale: 0)
        decimals = basis.decimals.map { Int($0) }
        self.inputs = inputs
        self.counted = counted
        self.excluded = excluded
    }

    /// The keys of the records counted.
    package var countedKeys: Set<RecordKey> {
        Set(
            counted.compactMap { counted in
                ObjectType(name: counted.object).map { RecordKey($0, RecordID(counted.id)) }
            })
    }

    /// Puts the events beside the records whose values they set.
    package mutating func attach(_ traces: [RecordKey: [EventTrace]]) {
        for index in counted.indices {
            guard let object = ObjectType(name: counted[index].object) else { continue }
            counted[index].events = traces[RecordKey(object, RecordID(counted[index].id))] ?? []
        }
    }
}

/// A path that leads to no figure.
package struct UnknownMetric: Error, Equatable, CustomStringConvertible {
    package let path: String
    package let nearest: [String]

    package var description: String {
        nearest.isEmpty
            ? "there is no metric \"\(path)\""
            : "there is no metric \"\(path)\"; the nearest are \(nearest.joined(separator: ", "))"
    }
}
