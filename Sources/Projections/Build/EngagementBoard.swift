internal import HubSpotModel

/// The contacts that lead by score at an instant, and those that are hot.
///
/// Every contact with a score is looked at once; only those that can be in a list are sorted.
/// Source: metric dictionary, sections 8.3 and 8.6.
struct EngagementBoard {
    struct Place {
        let id: RecordID
        let contact: EngagedContact
        let points: Int
        /// Epoch milliseconds.
        let last: Int64?

        /// Points, then the last signal, the larger first and none last; then id order.
        static func precedes(_ left: Place, _ right: Place) -> Bool {
            if left.points != right.points { return left.points > right.points }
            if left.last != right.last { return left.last ?? .min > right.last ?? .min }
            return left.id < right.id
        }
    }

    let topEngaged: [Place]
    let hot: [Place]
    /// All that are hot, also those that do not fit the list.
    let hotCount: Int

    private struct Candidate {
        let index: Int
        let points: Int
        let last: Int64?
    }

    /// - Parameter length: of the lists; `nil` takes that of the configuration.
    init(_ builder: MetricsBuilder, length: Int? = nil) {
        let asOf = builder.asOf.milliseconds
        let configuration = builder.configuration
        let length = length ?? configuration.topN
        // For whole milliseconds "at most" a fraction is at most its whole part.
        let days = configuration.hotWindowDays.rational
        let window = (days * Rational(Instant.millisecondsPerDay)).floor
        // For whole points "at least" a fraction is at least the next whole number.
        let threshold = configuration.hotScoreThreshold.rational.ceiling
        let engaged = builder.models.signals.engaged
        var scored: [Candidate] = []
        var hot: [Candidate] = []
        for index in engaged.indices {
            let contact = engaged[index].contact
            let (score, last) = contact.score(at: asOf)
            if score > 0 { scored.append(Candidate(index: index, points: score, last: last)) }
            guard !contact.isCustomer, Int128(contact.webScore) >= threshold,
                let signal = contact.lastSignal(before: asOf), Int128(asOf - signal) <= window
            else { continue }
            hot.append(Candidate(index: index, points: contact.webScore, last: signal))
        }
        func places(_ candidates: [Candidate]) -> [Place] {
            let leading = Self.leading(candidates, length).map { candidate in
                Place(
                    id: builder.models.lexicon.id(engaged[candidate.index].ref),
                    contact: engaged[candidate.index].contact, points: candidate.points,
                    last: candidate.last)
            }
            return Array(leading.sorted(by: Place.precedes).prefix(length))
        }
        hotCount = hot.count
        topEngaged = places(scored)
        self.hot = places(hot)
    }

    /// Those with at least the points that `count` of them have.
    private static func leading(_ candidates: [Candidate], _ count: Int) -> [Candidate] {
        guard candidates.count > count else { return candidates }
        var numbers = Array(repeating: 0, count: EngagedContact.scoreMax + 1)
        for candidate in candidates { numbers[candidate.points] += 1 }
        var limit = EngagedContact.scoreMax
        var found = numbers[limit]
        while found < count, limit > 0 {
            limit -= 1
            found += numbers[limit]
        }
        return candidates.filter { $0.points >= limit }
    }
}

extension Rational {
    /// The greatest whole number that is not greater.
    var floor: Int128 { -(-self).ceiling }
}
