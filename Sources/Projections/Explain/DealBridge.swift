package import HubSpotModel

/// How the open pipeline came from one instant to another, deal by deal.
///
/// Every deal is walked through its states in the order of source time (metric dictionary,
/// section 6.8), so that each pound is attributed once, to the instant that moved it. *Gross* adds
/// up every step on the way; *net* compares only the ends and is, over the bounds of a period, the
/// `whole` movement of the document.
package struct DealBridge: Sendable, Equatable, Encodable {
    /// One step of one deal.
    package struct Step: Sendable, Equatable, Encodable {
        /// When it became true; the end of the bridge for what only the present state tells.
        package let at: String
        /// `new`, `reopened`, `increased`, `decreased`, `won`, `lost`, `disqualified`, `removed`.
        package let bucket: String
        package let amount: DocumentNumber
        /// The events of the log that tell of it.
        package internal(set) var events: [EventTrace] = []
    }

    package struct Deal: Sendable, Equatable, Encodable {
        package let id: String
        package let name: String
        /// The open amount at the start; `null` where the deal was not open.
        package let opening: DocumentNumber?
        package let closing: DocumentNumber?
        /// In the order of source time.
        package internal(set) var steps: [Step]
        /// What the ends alone say.
        package let net: [Step]
    }

    package let from: String
    package let to: String
    /// Whether the end is the present state, and not one made from histories.
    package let endsNow: Bool
    package let currency: String
    package let net: MetricsDocument.Pipeline.MovementBuckets
    package let gross: MetricsDocument.Pipeline.MovementBuckets
    /// Deals that were open at either end or moved between, in id order.
    package private(set) var deals: [Deal]

    /// Puts the events beside the steps that they tell of.
    ///
    /// - Parameter events: of each deal, by id, oldest first.
    package mutating func attach(_ events: [String: [EventTrace]]) {
        for deal in deals.indices {
            let known = events[deals[deal].id] ?? []
            for step in deals[deal].steps.indices {
                let at = deals[deal].steps[step].at
                var told = known.filter { $0.sourceTime == at }
                if told.isEmpty, deals[deal].steps[step].bucket == Movement.Bucket.new.name {
                    told = known.filter { $0.kind == EventKind.created.name }
                }
                deals[deal].steps[step].events = told
            }
        }
    }
}

/// Where the log tells of a change: one event, its clocks and its cause.
package struct EventTrace: Sendable, Equatable, Encodable {
    package let sequence: Int
    package let kind: String
    /// `null` when HubSpot does not tell.
    package let sourceTime: String?
    package let observedTime: String
    /// `sourceType`, with `/sourceId` where there is one; `null` when HubSpot does not say.
    package let cause: String?
    /// The properties that it sets.
    package private(set) var properties: [String]

    package init(
        sequence: SequenceNumber, kind: EventKind, sourceTime: Int64?, observedTime: Int64,
        cause: Cause?, properties: [String]
    ) {
        self.sequence = Int(sequence.rawValue)
        self.kind = kind.name
        self.sourceTime = sourceTime.map { Instant(milliseconds: $0).description }
        self.observedTime = Instant(milliseconds: observedTime).description
        self.cause = cause.map { cause in
            cause.sourceID.map { "\(cause.sourceType)/\($0)" } ?? cause.sourceType
        }
        self.properties = properties
    }

    /// The same event with further properties, sorted.
    package func adding(_ more: [String]) -> EventTrace {
        var trace = self
        trace.properties = Set(properties + more).sorted()
        return trace
    }
}

extension MetricsBuilder {
    /// The bridge of the open pipeline between two instants.
    ///
    /// - Parameters:
    ///   - start: states are those just before it.
    ///   - end: from `asOf` on, the present state.
    /// - Throws: `ProjectionError` where the program contradicts itself.
    package func bridge(from start: Instant, to end: Instant) throws(ProjectionError) -> DealBridge
    {
        let endsNow = end >= asOf
        var net = Movement()
        var gross = BridgeTotals()
        var rows: [(id: RecordID, row: DealBridge.Deal)] = []
        for deal in models.pipeline.deals {
            let states = bridgeStates(of: deal, from: start, to: end, endsNow: endsNow)
            let (first, last) = (states.first?.state, states.last?.state)
            net.move(from: first, to: last) { _ in true }
            gross.addEnds(first, last)
            var steps: [DealBridge.Step] = []
            for (before, after) in zip(states, states.dropFirst()) {
                for flow in Movement.flows(from: before.state, to: after.state) {
                    gross.add(flow)
                    steps.append(flow.step(at: after.at))
                }
            }
            let isOpen = (first?.isOpen ?? false) || (last?.isOpen ?? false)
            guard isOpen || !steps.isEmpty else { continue }
            let id = models.lexicon.id(deal.ref)
            let row = DealBridge.Deal(
                id: id.text, name: text(deal.name) ?? "Deal \(id.text)",
                opening: first.flatMap { $0.isOpen ? .money($0.amount) : nil },
                closing: last.flatMap { $0.isOpen ? .money($0.amount) : nil }, steps: steps,
                net: Movement.flows(from: first, to: last).map { $0.step(at: min(end, asOf)) })
            rows.append((id, row))
        }
        guard net.balances, gross.balances else {
            throw .unbalancedMovement(period: "the bridge")
        }
        return DealBridge(
            from: start.description, to: min(end, asOf).description, endsNow: endsNow,
            currency: context.account.companyCurrency, net: net.section, gross: gross.section,
            deals: rows.sorted { $0.id < $1.id }.map(\.row))
    }

    /// The states of a deal from just before `start` to just before `end`, each with the instant
    /// that brought it; equal neighbours are kept.
    private func bridgeStates(
        of deal: DealImage, from start: Instant, to end: Instant, endsNow: Bool
    ) -> [(at: Instant, state: DealState?)] {
        let limit = min(end, asOf)
        var turns: Set<Instant> = []
        for property in HistoryProperty.allCases {
            for version in deal.history[property] { turns.insert(version.stamp) }
        }
        for turn in [deal.created, deal.closed, deal.archivedAt] {
            if let turn { turns.insert(turn) }
        }
        var states = [(at: start, state: DealState(deal, before: start, in: models))]
        for turn in turns.filter({ $0 >= start && $0 < limit }).sorted() {
            let after = Instant(milliseconds: turn.milliseconds + 1)
            states.append((turn, DealState(deal, before: after, in: models)))
        }
        if endsNow { states.append((limit, DealState(now: deal))) }
        return states
    }
}

extension Movement.Bucket {
    /// The key in the document.
    var name: String { "\(self)" }
}

extension Movement {
    /// What one deal moves into and out of the open pipeline, apart from where it begins and ends.
    struct Flow: Equatable {
        let bucket: Bucket
        /// In hundredths.
        let amount: Int128

        func step(at instant: Instant) -> DealBridge.Step {
            .init(at: instant.description, bucket: bucket.name, amount: .money(amount))
        }
    }

    /// The flows of one deal from a state to another, by the rules of the movement itself.
    static func flows(from start: DealState?, to end: DealState?) -> [Flow] {
        var movement = Movement()
        movement.move(from: start, to: end) { _ in true }
        return Bucket.allCases.compactMap { bucket in
            guard bucket != .opening, bucket != .closing, movement.deals[bucket.rawValue] > 0
            else { return nil }
            return Flow(bucket: bucket, amount: movement.amounts[bucket.rawValue])
        }
    }
}

/// Sums of flows, each step counted.
private struct BridgeTotals {
    private var deals: [Movement.Bucket: Int] = [:]
    private var amounts: [Movement.Bucket: Int128] = [:]

    mutating func add(_ flow: Movement.Flow) {
        deals[flow.bucket, default: 0] += 1
        amounts[flow.bucket, default: 0] += flow.amount
    }

    mutating func addEnds(_ first: DealState?, _ last: DealState?) {
        if let first, first.isOpen { add(.init(bucket: .opening, amount: first.amount)) }
        if let last, last.isOpen { add(.init(bucket: .closing, amount: last.amount)) }
    }

    /// Whether what entered and left leads from the opening to the closing, deals and pennies.
    var balances: Bool {
        func net<Number: SignedInteger>(_ values: [Movement.Bucket: Number]) -> Number {
            func value(_ bucket: Movement.Bucket) -> Number { values[bucket] ?? 0 }
            let entered = value(.opening) + value(.new) + value(.reopened) + value(.pulledIn)
            let left =
                value(.pushedOut) + value(.won) + value(.lost) + value(.disqualified)
                + value(.removed)
            return entered - left - value(.closing)
        }
        let grown = (amounts[.increased] ?? 0) - (amounts[.decreased] ?? 0)
        return net(amounts) + grown == 0 && net(deals) == 0
    }

    var section: MetricsDocument.Pipeline.MovementBuckets {
        func value(_ bucket: Movement.Bucket) -> MetricsDocument.Pipeline.MovementBucket {
            .init(deals: deals[bucket] ?? 0, amount: .money(amounts[bucket] ?? 0))
        }
        return .init(
            opening: value(.opening), new: value(.new), reopened: value(.reopened),
            pulledIn: value(.pulledIn), increased: value(.increased),
            decreased: value(.decreased), pushedOut: value(.pushedOut), won: value(.won),
            lost: value(.lost), disqualified: value(.disqualified), removed: value(.removed),
            closing: value(.closing))
    }
}
