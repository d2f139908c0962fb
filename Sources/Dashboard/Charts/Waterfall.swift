import Projections

/// From an opening to a closing amount: columns from zero at both ends, floating steps between.
struct Waterfall: Component {
    let id: String
    let labelledBy: String
    let steps: [MovementStep]
    let format: FigureFormat
    /// Which bars open their deals.
    var drills: MovementDrills?

    /// Buckets without deals and amount are dropped; opening and closing stay.
    private var shown: [MovementStep] {
        steps.filter {
            $0.effect == .total || $0.bucket.amount != 0 || $0.bucket.deals > 0
        }
    }

    private struct Placed {
        let step: MovementStep
        let from: Double
        let to: Double
    }

    private var placed: [Placed] {
        var level = 0.0
        return shown.map { step in
            let from = step.effect == .total ? 0 : level
            level = from + step.signedAmount
            return Placed(step: step, from: from, to: level)
        }
    }

    var body: Markup {
        let columns = placed
        let levels = columns.flatMap { [$0.from, $0.to] }
        let axis = ValueAxis(from: levels.min() ?? 0, to: levels.max() ?? 0)
        let y = LinearScale(domain: axis.first...axis.last, from: 208, to: 24)
        let x = BandScale(count: columns.count)
        Plot(
            id: id, labelledBy: labelledBy, description: sentence, height: 236,
            isInteractive: true, extraClass: "wf",
            content: .group([
                axis.grid(y) { format.tickMoney($0) },
                .group(columns.indices.map { column(columns, $0, x, y) }),
                // Above all columns, so that none covers the figure of its neighbour.
                .group(columns.indices.map { figure(columns[$0], x.middle($0), y) }),
            ]))
    }

    private func column(
        _ columns: [Placed], _ index: Int, _ x: BandScale, _ y: LinearScale
    ) -> Markup {
        let placed = columns[index]
        let step = placed.step
        let deals =
            "\(format.count(step.bucket.deals)) \(DateWords.plural(step.bucket.deals, "deal"))"
        return .group([
            Mark.described(
                "\(name(step)): \(format.money(step.bucket.amount)), \(deals)",
                drill: drills?.filter(of: step), by: drills?.window == nil ? nil : "window",
                count: step.bucket.deals
            ) {
                Mark.column(
                    x: x.start(index), width: x.width, from: y(placed.from), to: y(placed.to),
                    class: style(step))
            },
            index + 1 < columns.count
                ? Mark.rule(
                    y: y(placed.to), from: x.start(index) + x.width, to: x.start(index + 1),
                    class: "link") : .empty,
            Mark.label(step.label, x: x.middle(index), y: 226, class: "xl"),
        ])
    }

    private func figure(_ placed: Placed, _ x: Double, _ y: LinearScale) -> Markup {
        Mark.label(
            placed.step.change(format), x: x,
            y: min(y(placed.from), y(placed.to)) - 6,
            class: placed.step.effect == .total ? "vl" : "vl in")
    }

    private func name(_ step: MovementStep) -> String {
        step.effect == .won ? "Won (leaves pipeline)" : step.label
    }

    private func style(_ step: MovementStep) -> String {
        switch step.effect {
        case .total: "slate"
        case .inflow: "sky"
        case .outflow: "red hatch"
        case .won: "green"
        }
    }

    private var sentence: String {
        let amounts = steps.map { format.compactMoney($0.bucket.amount) }
        let moved = shown.dropFirst().dropLast().map {
            "\($0.label.lowercased()) \(format.compactMoney($0.bucket.amount))"
        }
        return "From \(amounts.first ?? "") to \(amounts.last ?? "")"
            + (moved.isEmpty ? ", nothing moved." : ": " + moved.joined(separator: ", ") + ".")
    }
}
