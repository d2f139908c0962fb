import Projections

/// One bucket of a pipeline movement, in the order in which the waterfall shows them.
struct MovementStep: Sendable {
    enum Effect: Sendable {
        case total, inflow, outflow
        /// Leaves the pipeline, and is good.
        case won
    }

    typealias Bucket = MetricsDocument.Pipeline.MovementBucket
    typealias Buckets = MetricsDocument.Pipeline.MovementBuckets

    /// The key in the document.
    let key: String
    let label: String
    let effect: Effect
    let bucket: Bucket

    /// The twelve buckets from opening to closing.
    static func all(_ buckets: Buckets) -> [MovementStep] {
        [MovementStep(key: "opening", label: "Opening", effect: .total, bucket: buckets.opening)]
            + inside(buckets)
            + [
                MovementStep(
                    key: "closing", label: "Closing", effect: .total, bucket: buckets.closing)
            ]
    }

    /// The ten buckets between opening and closing.
    static func inside(_ buckets: Buckets) -> [MovementStep] {
        [
            .init(key: "new", label: "New", effect: .inflow, bucket: buckets.new),
            .init(key: "reopened", label: "Reopened", effect: .inflow, bucket: buckets.reopened),
            .init(key: "pulledIn", label: "Pulled in", effect: .inflow, bucket: buckets.pulledIn),
            .init(key: "increased", label: "Increased", effect: .inflow, bucket: buckets.increased),
            .init(
                key: "decreased", label: "Decreased", effect: .outflow, bucket: buckets.decreased),
            .init(
                key: "pushedOut", label: "Pushed out", effect: .outflow, bucket: buckets.pushedOut),
            .init(key: "won", label: "Won", effect: .won, bucket: buckets.won),
            .init(key: "lost", label: "Lost", effect: .outflow, bucket: buckets.lost),
            .init(
                key: "disqualified", label: "Disqualified", effect: .outflow,
                bucket: buckets.disqualified),
            .init(key: "removed", label: "Removed", effect: .outflow, bucket: buckets.removed),
        ]
    }

    /// What the bucket does to the open amount, with its sign: `+£9.0K`, and the amount alone where it
    /// does nothing.
    func change(_ format: FigureFormat) -> String {
        let amount = format.compactMoney(bucket.amount.magnitude)
        if bucket.amount == 0 { return amount }
        if effect == .total { return format.compactMoney(bucket.amount) }
        return (signedAmount > 0 ? "+" : "\u{2212}") + amount
    }

    /// What the bucket does to the open amount: added when it comes in, subtracted when it leaves.
    var signedAmount: Double {
        switch effect {
        case .total, .inflow: bucket.amount.approximate
        case .outflow, .won: -bucket.amount.approximate
        }
    }
}
