import HubSpotModel

@testable import Projections

extension NaivePortal {
    struct State {
        let status: DealStatus
        let close: Instant?
        let cents: Int128
        var isOpen: Bool { status == .open }
    }

    /// Live deals and archived ones with a time of archiving, not absorbed, in counted pipelines.
    func movers() -> [NaiveDeal] {
        keys(.deals).filter { key in
            guard let record = records[key] else { return false }
            return record.archived
                ? instant(key, "archivedAt") != nil && !isAbsorbed(key) : isLive(key)
        }.map { NaiveDeal($0, self) }.filter { counts($0.pipeline) }
    }

    private func value(_ deal: NaiveDeal, _ property: String, _ time: Instant) -> String?? {
        let versions = history(deal.key, property)
        guard let oldest = versions.first else { return nil }
        let last = versions.last { $0.at < time } ?? oldest
        return .some(last.value)
    }

    /// Section 6.8.
    func state(_ deal: NaiveDeal, _ time: Instant) -> State? {
        if let created = deal.created, created >= time { return nil }
        if records[deal.key]?.archived == true,
            let archivedAt = instant(deal.key, "archivedAt"), archivedAt < time
        {
            return nil
        }
        func past(_ property: String) -> String? {
            value(deal, property, time) ?? text(deal.key, property)
        }
        let pipeline = past("pipeline")?.trimmedFieldText ?? "default"
        guard counts(pipeline) else { return nil }
        let status: DealStatus
        if let stage = value(deal, "dealstage", time) {
            let stage = stage?.trimmedFieldText ?? ""
            if let known = self.stage(pipeline, stage) {
                status = known.status
            } else {
                status = pipeline == deal.pipeline && stage == deal.stage ? deal.status : .open
            }
        } else if let closed = deal.closed, closed < time {
            status = deal.status
        } else {
            status = .open
        }
        let hasHome = value(deal, "amount_in_home_currency", time) != nil
        let amount: Money?
        if !hasHome, let stated = value(deal, "amount", time) {
            let code = past("deal_currency_code")?.trimmedFieldText?.uppercasedPerCharacter
            amount =
                (code == nil || code == context.account.companyCurrency
                ? stated : text(deal.key, "amount_in_home_currency"))?
                .trimmedFieldText.flatMap { Money(parsing: $0) }
        } else {
            amount =
                self.amount(
                    home: past("amount_in_home_currency"), amount: past("amount"),
                    currency: past("deal_currency_code")
                ).money
        }
        return State(
            status: status, close: instant(past("closedate")),
            cents: Int128(amount?.minorUnits ?? 0))
    }

    private func now(_ deal: NaiveDeal) -> State? {
        guard isLive(deal.key) else { return nil }
        return State(
            status: deal.status, close: deal.close, cents: Int128(deal.amount?.minorUnits ?? 0))
    }

    func movement() -> ByPeriod<Pipeline.Movement?> {
        let deals = movers()
        return ByPeriod { period in
            guard let range = range(period) else { return nil }
            let start = zone.start(of: range.0)
            let end = zone.start(of: range.1)
            let last = range.1.adding(days: -1)
            let day = min(last, today)
            let isYear = period == .ytd || period == .lastYear
            let from =
                isYear
                ? CivilDate(year: last.year, month: 1, day: 1)
                : CivilDate(year: day.year, month: (day.month - 1) / 3 * 3 + 1, day: 1)
            guard let from else { return nil }
            let to = from.adding(months: isYear ? 12 : 3)
            let moves = deals.map { deal in
                (state(deal, start), end > asOf ? now(deal) : state(deal, end))
            }
            return .init(
                from: start.description, to: (end > asOf ? asOf : end).description,
                whole: buckets(moves) { _ in true },
                window: .init(
                    closeFrom: from.description, closeTo: to.description,
                    buckets: buckets(moves) { close in
                        close.map { date($0) >= from && date($0) < to } ?? false
                    }))
        }
    }

    /// Section 6.9, step by step.
    private func buckets(
        _ moves: [(State?, State?)], _ isInside: (Instant?) -> Bool
    ) -> Pipeline.MovementBuckets {
        var found: [String: [Int128]] = [:]
        for (before, after) in moves {
            let in0 = before.map { $0.isOpen && isInside($0.close) } ?? false
            let in1 = after.map { $0.isOpen && isInside($0.close) } ?? false
            let a0 = before?.cents ?? 0
            if in0 { found["opening", default: []].append(a0) }
            if in1 { found["closing", default: []].append(after?.cents ?? 0) }
            guard let after else {
                if in0 { found["removed", default: []].append(a0) }
                continue
            }
            let a1 = after.cents
            if !in0 {
                let passes =
                    in1
                    || after.status != .open && before?.status != after.status
                        && isInside(after.close)
                guard passes else { continue }
                let name = before == nil ? "new" : before?.isOpen == true ? "pulledIn" : "reopened"
                found[name, default: []].append(a1)
            } else if a1 > a0 {
                found["increased", default: []].append(a1 - a0)
            } else if a1 < a0 {
                found["decreased", default: []].append(a0 - a1)
            }
            if !in1 {
                let name = after.isOpen ? "pushedOut" : after.status.name
                found[name, default: []].append(a1)
            }
        }
        func bucket(_ name: String) -> Pipeline.MovementBucket {
            let amounts = found[name] ?? []
            return .init(
                deals: amounts.count, amount: .init(units: amounts.reduce(0, +), scale: 2))
        }
        return .init(
            opening: bucket("opening"), new: bucket("new"), reopened: bucket("reopened"),
            pulledIn: bucket("pulledIn"), increased: bucket("increased"),
            decreased: bucket("decreased"), pushedOut: bucket("pushedOut"), won: bucket("won"),
            lost: bucket("lost"), disqualified: bucket("disqualified"),
            removed: bucket("removed"), closing: bucket("closing"))
    }
}
