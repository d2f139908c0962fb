import Dashboard
import EventStore
import HubSpotModel
import ProjectionEngine
import Projections

extension DashboardMaker {
    /// Where one figure of a reading comes from.
    ///
    /// - Parameter isTraced: whether every counted record comes with the events behind its values.
    /// - Throws: `UnknownMetric`, and as ``place(of:)``.
    func explanation(
        of metric: String, period: PeriodKey?, at place: Place, isTraced: Bool
    ) throws -> Explanation {
        let (state, book) = try explainedState(place)
        var explanation = try builder(state, asOf: place.asOf) { builder in
            try Explainer(builder, book).explain(metric, period: period)
        }
        if isTraced {
            explanation.attach(
                try reader.presentTraces(of: explanation.countedKeys, through: state.sequence))
        }
        return explanation
    }

    /// How the open pipeline came from one instant to another, by source time at the head.
    ///
    /// - Parameters:
    ///   - names: what the two instants are called in messages.
    ///   - isTraced: whether every deal that moved comes with its events.
    /// - Throws: ``CommandError`` 64 for times that are none or stand in the wrong order, 65 for
    ///   those of which nothing is known yet.
    func bridge(
        from: String, to: String, names: (from: String, to: String), isTraced: Bool
    ) throws -> DealBridge {
        try Self.requireCompletedSync(reader)
        let start = try instant(from, option: names.from)
        let end = try instant(to, option: names.to)
        guard start < end else {
            throw CommandError(64, "\(names.from) \(from) must be earlier than \(names.to) \(to)")
        }
        guard start < now else {
            throw CommandError(
                65, "nothing is known of \(start) yet; the latest instant is now, \(now)")
        }
        let state = try state(.head, asOf: now, through: nil)
        var bridge = try builder(state, asOf: now) { builder in
            try builder.bridge(from: start, to: end)
        }
        guard isTraced else { return bridge }
        let moved = bridge.deals.filter { !$0.steps.isEmpty }
        let keys = Set(moved.map { RecordKey(.deals, RecordID($0.id)) })
        let traces = try reader.traces(of: keys, through: state.sequence)
        bridge.attach(Dictionary(uniqueKeysWithValues: traces.map { ($0.key.id.text, $0.value) }))
        return bridge
    }
}
