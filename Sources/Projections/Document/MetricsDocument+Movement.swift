extension MetricsDocument.Pipeline {
    /// How the open pipeline came from its state at `from` to that at `to`.
    ///
    /// Source: the metric dictionary, section 6.9.
    package struct Movement: Sendable, Equatable, Codable {
        package var from: String
        package var to: String
        package var whole: MovementBuckets
        package var window: WindowMovement
    }

    /// Deals and amount of one bucket of a movement.
    package struct MovementBucket: Sendable, Equatable, Codable {
        package var deals: Int
        package var amount: DocumentNumber
    }

    /// The twelve buckets: what comes in is added to the opening, what leaves is subtracted.
    package struct MovementBuckets: Sendable, Equatable, Codable {
        package var opening: MovementBucket
        package var new: MovementBucket
        package var reopened: MovementBucket
        package var pulledIn: MovementBucket
        package var increased: MovementBucket
        package var decreased: MovementBucket
        package var pushedOut: MovementBucket
        package var won: MovementBucket
        package var lost: MovementBucket
        package var disqualified: MovementBucket
        package var removed: MovementBucket
        package var closing: MovementBucket
    }

    /// The movement of the deals whose close date lies in a window of dates.
    package struct WindowMovement: Sendable, Equatable {
        package var closeFrom: String
        /// Exclusive.
        package var closeTo: String
        package var buckets: MovementBuckets
    }
}

extension MetricsDocument.Pipeline.WindowMovement: Codable {
    private enum CodingKeys: String, CodingKey {
        case closeFrom, closeTo
    }

    /// Bounds and buckets are one object in the document.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        closeFrom = try container.decode(String.self, forKey: .closeFrom)
        closeTo = try container.decode(String.self, forKey: .closeTo)
        buckets = try MetricsDocument.Pipeline.MovementBuckets(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(closeFrom, forKey: .closeFrom)
        try container.encode(closeTo, forKey: .closeTo)
        try buckets.encode(to: encoder)
    }
}
