import HubSpotModel

@testable import Projections

/// A deal read from its text.
struct NaiveDeal {
    let key: RecordKey
    let pipeline: String
    let stage: String
    let known: DealStage?
    let status: DealStatus
    let probability: Probability?
    let stated: NaivePortal.Amount
    let created: Instant?
    let close: Instant?
    let closed: Instant?
    let owner: String?
    let visits: [Visit]
    /// The company that the deal counts for.
    let company: RecordID?
    let source: NaiveText
    /// The last activity before `asOf`.
    let lastActivity: Instant?

    struct Visit {
        let stage: String
        let entered: Instant
        let exited: Instant?
    }

    var amount: Money? { stated.money }
    var isOpen: Bool { status == .open }
    var isWon: Bool { status == .won }

    var weighted: Int128? {
        guard let amount, let probability else { return nil }
        return Int128(amount.minorUnits) * Int128(probability.tenThousandths)
    }

    var cycle: Int64? {
        guard isWon, let created, let closed else { return nil }
        return closed.milliseconds - created.milliseconds
    }

    init(_ key: RecordKey, _ portal: NaivePortal) {
        self.key = key
        pipeline = portal.text(key, "pipeline") ?? "default"
        stage = portal.text(key, "dealstage") ?? ""
        known = portal.stage(pipeline, stage)
        if let known {
            status = known.status
        } else if portal.text(key, "hs_is_closed_won")?.lowercased() == "true" {
            status = .won
        } else {
            status = portal.text(key, "hs_is_closed")?.lowercased() == "true" ? .lost : .open
        }
        let own = portal.text(key, "hs_deal_stage_probability").flatMap {
            Probability(parsing: $0)
        }
        if let known {
            probability =
                portal.context.configuration.probabilitySource == .deal
                ? own ?? known.probability : known.probability
        } else {
            probability = own
        }
        stated = portal.amount(
            home: portal.text(key, "amount_in_home_currency"),
            amount: portal.text(key, "amount"),
            currency: portal.text(key, "deal_currency_code"))
        created = portal.instant(key, "createdate") ?? portal.instant(key, "createdAt")
        close = portal.instant(key, "closedate")
        closed =
            status == .open
            ? nil : close ?? portal.stageDate(key, "entered", stage)
        owner = portal.owner(key)
        visits = Self.visits(key, portal, pipeline, stage)
        company = portal.company(of: key)
        source = NaiveText(portal.source(of: key))
        lastActivity = portal.lastActivity(of: key)
    }

    private static func visits(
        _ key: RecordKey, _ portal: NaivePortal, _ pipeline: String, _ stage: String
    ) -> [Visit] {
        let history = portal.history(key, "dealstage")
        guard history.isEmpty else {
            var entries: [(stage: String, at: Instant)] = []
            for version in history {
                let value = version.value?.trimmedFieldText ?? ""
                if entries.last?.stage != value { entries.append((value, version.at)) }
            }
            return entries.indices.compactMap { index in
                let entry = entries[index]
                guard !entry.stage.isEmpty else { return nil }
                let next = index + 1 < entries.count ? entries[index + 1].at : nil
                return Visit(stage: entry.stage, entered: entry.at, exited: next)
            }
        }
        let defined = portal.context.pipelines.first { $0.id == pipeline }?.stages ?? []
        return defined.compactMap { one in
            guard let entered = portal.stageDate(key, "entered", one.id) else { return nil }
            if one.id == stage { return Visit(stage: one.id, entered: entered, exited: nil) }
            guard let exited = portal.stageDate(key, "exited", one.id), exited >= entered else {
                return nil
            }
            return Visit(stage: one.id, entered: entered, exited: exited)
        }
    }
}

extension NaivePortal {
    func stage(_ pipeline: String, _ stage: String) -> DealStage? {
        context.pipelines.first { $0.id == pipeline }?.stages.first { $0.id == stage }
    }

    func counts(_ pipeline: String) -> Bool {
        context.configuration.pipelineIds?.contains(pipeline) ?? true
    }

    /// The versions of a property with a time, oldest first.
    func history(_ key: RecordKey, _ property: String) -> [(at: Instant, value: String?)] {
        let versions = records[key]?.history[property] ?? []
        let timed = versions.enumerated().compactMap { learned, version in
            version.stamp.map { (stamp: $0, place: version.place, learned, version.value) }
        }
        return timed.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
            .map { (Instant(milliseconds: $0.stamp), $0.3) }
    }

    func stageDate(_ key: RecordKey, _ side: String, _ stage: String) -> Instant? {
        guard !stage.isEmpty else { return nil }
        // "A-b" is no plain identifier: its properties are written "a_b_4711".
        let name = stage == "A-b" ? "a_b_4711" : stage
        return instant(key, "hs_v2_date_\(side)_\(name)") ?? instant(key, "hs_date_\(side)_\(name)")
    }

    func readDeals() -> [NaiveDeal] {
        keys(.deals).filter(isLive).map { NaiveDeal($0, self) }.filter { counts($0.pipeline) }
    }

    fileprivate func company(of deal: RecordKey) -> RecordID? {
        let linked = linked(deal, .companies)
        return linked.filter(\.value).keys.min()?.id ?? linked.keys.min()?.id
    }

    fileprivate func source(of deal: RecordKey) -> String {
        if let own = upper(deal, "hs_analytics_source") { return own }
        let contacts = linked(deal, .contacts).keys.sorted()
        let dated = contacts.compactMap { contact in
            (instant(contact, "createdate") ?? instant(contact, "createdAt")).map { ($0, contact) }
        }
        let earliest = dated.min { ($0.0, $0.1.id) < ($1.0, $1.1.id) }?.1 ?? contacts.first
        return earliest.flatMap { upper($0, "hs_analytics_source") } ?? "UNKNOWN"
    }

    fileprivate func lastActivity(of deal: RecordKey) -> Instant? {
        let times =
            [instant(deal, "notes_last_updated"), instant(deal, "notes_last_contacted")]
            .compactMap { $0 } + (activitiesOfDeals[deal] ?? [])
        return times.filter { $0 < asOf }.max()
    }

    func isStale(_ deal: NaiveDeal) -> Bool {
        guard deal.isOpen, let from = deal.lastActivity ?? deal.created else { return false }
        let idle = Rational(asOf.milliseconds - from.milliseconds)
        let days = ExactDecimal(
            parsing: context.configuration.staleDealThresholdDays.description)
        return idle > (days?.rational ?? .zero) * Rational(86_400_000)
    }
}
