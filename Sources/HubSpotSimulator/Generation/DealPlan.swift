/// One deal of the default portal before it has an id.
struct DealPlan {
    enum Outcome { case won, lost, disqualified, open }

    var outcome: Outcome
    var createdAt: Stamp
    /// When it closed, or now for an open one.
    var endsAt: Stamp
    /// In the company currency, minor units; nil where nobody gave an amount.
    var amount: Int64?
    var isArchived = false
}

extension DefaultPortal {
    /// Mean amount of won deals, minor units.
    static let averageWonAmount: Int64 = 1_571_700
    /// Mean days from creation to closing of won deals.
    static let averageCycleDays = 105.0

    /// The deals by creation: 16 won, 43 lost and 4 disqualified of 75, the rest open, spread so
    /// that each period of the dashboard has something to show.
    func dealPlans(_ random: inout SplitMix64) -> [DealPlan] {
        let count = size.count(.deals)
        let won = share(16, of: count)
        let lost = share(43, of: count)
        let disqualified = share(4, of: count)
        var plans = wonPlans(won, &random)
        plans += closedPlans(.lost, lost, firstDaysAgo: 8, cycleDays: 15...170, &random)
        plans += closedPlans(
            .disqualified, disqualified, firstDaysAgo: 12, cycleDays: 3...30, &random)
        let open = count - plans.count
        for index in 0..<open {
            let created: Stamp
            switch index {
            case 0: created = calendar.earlierToday(&random)
            case 1: created = calendar.instant(day: calendar.monday - 4, &random)
            default:
                let daysAgo = 3 + index * 200 / max(1, open) + random.below(9)
                created = calendar.instant(daysAgo: daysAgo, &random)
            }
            let amount = index == 3 ? nil : random.within(40...420) * 10_000
            plans.append(
                DealPlan(
                    outcome: .open, createdAt: created, endsAt: calendar.latest, amount: amount))
        }
        for index in 0..<size.archivedCount(.deals) {
            let created = calendar.instant(daysAgo: 60 + index * 40, &random)
            plans.append(
                DealPlan(
                    outcome: .open, createdAt: created, endsAt: calendar.latest, amount: 800_000,
                    isArchived: true))
        }
        return plans.enumerated().sorted {
            ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset)
        }.map(\.element)
    }

    private func share(_ part: Int, of count: Int) -> Int {
        Int((Double(part) * Double(count) / 75).rounded())
    }

    private func wonPlans(_ count: Int, _ random: inout SplitMix64) -> [DealPlan] {
        guard count > 0 else { return [] }
        let weights = (0..<count).map { _ in 0.3 + random.unit() * 1.9 }
        let total = weights.reduce(0, +)
        let sum = Self.averageWonAmount * Int64(count)
        var amounts = weights.map { Int64((Double(sum) * $0 / total / 5000).rounded()) * 5000 }
        amounts[count - 1] += sum - amounts.reduce(0, +)
        return (0..<count).map { index in
            // Pairs of a short and a long cycle keep the mean.
            let isPaired = index / 2 * 2 + 1 < count
            let stretch = isPaired ? Double(index / 2 * 37 % 60) * (index % 2 == 0 ? -1 : 1) : 0
            let closed = closeStamp(index, of: count, firstDaysAgo: 20, &random)
            let cycle = (Self.averageCycleDays + stretch) * Double(StampText.dayMilliseconds)
            return DealPlan(
                outcome: .won, createdAt: closed - Stamp(cycle), endsAt: closed,
                amount: amounts[index])
        }
    }

    private func closedPlans(
        _ outcome: DealPlan.Outcome, _ count: Int, firstDaysAgo: Int,
        cycleDays: ClosedRange<Int64>, _ random: inout SplitMix64
    ) -> [DealPlan] {
        (0..<count).map { index in
            let closed = closeStamp(index, of: count, firstDaysAgo: firstDaysAgo, &random)
            let cycle = random.within(cycleDays) * StampText.dayMilliseconds
            let amount = random.chance(0.06) ? nil : random.within(20...390) * 10_000
            return DealPlan(
                outcome: outcome, createdAt: closed - cycle - random.within(0...7_200_000),
                endsAt: closed, amount: amount)
        }
    }

    /// The first closes today, the second last week; the others spread evenly over 27 months.
    private func closeStamp(
        _ index: Int, of count: Int, firstDaysAgo: Int, _ random: inout SplitMix64
    ) -> Stamp {
        switch index {
        case 0: return calendar.earlierToday(&random)
        case 1: return calendar.instant(day: calendar.monday - 3 - random.below(3), &random)
        default:
            let step = (820 - firstDaysAgo) / max(1, count - 2)
            let daysAgo = firstDaysAgo + (index - 2) * step + random.below(max(1, step / 2))
            return calendar.instant(daysAgo: daysAgo, &random)
        }
    }
}
