import Projections

/// A bridge for people: the two columns of figures, then the deals that moved.
struct BridgeText {
    private let bridge: DealBridge

    init(_ bridge: DealBridge) { self.bridge = bridge }

    private typealias Buckets = MetricsDocument.Pipeline.MovementBuckets
    private typealias Bucket = MetricsDocument.Pipeline.MovementBucket

    private struct Row {
        let sign: String
        let bucket: KeyPath<Buckets, Bucket>
        let label: String

        init(_ sign: String, _ label: String, _ bucket: KeyPath<Buckets, Bucket>) {
            self.sign = sign
            self.label = label
            self.bucket = bucket
        }
    }

    private static var rows: [Row] {
        [
            Row(" ", "opening", \.opening), Row("+", "new", \.new),
            Row("+", "reopened", \.reopened), Row("+", "increased", \.increased),
            Row("−", "decreased", \.decreased), Row("−", "won", \.won),
            Row("−", "lost", \.lost), Row("−", "disqualified", \.disqualified),
            Row("−", "removed", \.removed), Row("=", "closing", \.closing),
        ]
    }

    var text: String {
        var lines = [
            "Open pipeline from \(bridge.from) to \(bridge.to)"
                + (bridge.endsNow ? " (as it stands)" : "") + ", \(bridge.currency)",
            Self.line("", ("net deals", "amount"), ("gross steps", "amount")),
        ]
        for row in Self.rows {
            let (net, gross) = (bridge.net[keyPath: row.bucket], bridge.gross[keyPath: row.bucket])
            lines.append(
                Self.line(
                    "\(row.sign) \(row.label)", ("\(net.deals)", "\(net.amount)"),
                    ("\(gross.deals)", "\(gross.amount)")))
        }
        for deal in bridge.deals where !deal.steps.isEmpty {
            lines.append("")
            lines.append(
                "\(deal.id)  \(deal.name)  \(Self.amount(deal.opening)) → "
                    + Self.amount(deal.closing))
            for step in deal.steps {
                lines.append("    \(step.at)  \(step.bucket)  \(step.amount)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func amount(_ amount: DocumentNumber?) -> String {
        guard let amount else { return "not open" }
        return amount.description
    }

    private static func line(
        _ label: String, _ net: (String, String), _ gross: (String, String)
    ) -> String {
        label.padded(to: 16, left: false) + net.0.padded(to: 10) + net.1.padded(to: 18)
            + gross.0.padded(to: 13) + gross.1.padded(to: 18)
    }
}

extension String {
    /// The text with spaces before it, or behind it, up to a width in characters.
    fileprivate func padded(to width: Int, left: Bool = true) -> String {
        let spaces = String(repeating: " ", count: max(0, width - count))
        return left ? spaces + self : self + spaces
    }
}
