/// A search that asks for nothing but ranges of the modified stamp and the id.
///
/// This is how clients sync, page after page over the whole index, so it has a loop of its own.
struct SearchWindow: Sendable {
    private(set) var stamps: ClosedRange<Stamp> = .min ... .max
    private(set) var ids: ClosedRange<Int64> = 0 ... .max

    /// Nil when the search has any other condition, or none can match.
    init?(_ search: SearchRequest) {
        guard search.query == nil, search.groups.count == 1 else { return nil }
        for filter in search.groups[0] {
            guard case .source(let source) = filter.subject, let range = filter.range else {
                return nil
            }
            switch source {
            case .modifiedStamp:
                guard stamps.overlaps(range) else { return nil }
                stamps = stamps.clamped(to: range)
            case .objectID:
                guard ids.overlaps(range) else { return nil }
                ids = ids.clamped(to: range)
            case .stored, .createdStamp, .alwaysNull: return nil
            }
        }
    }
}

extension SearchFilter {
    /// The integers that match, where they are one range.
    fileprivate var range: ClosedRange<Int64>? {
        guard case .integers(let values) = operand, let value = values.first else { return nil }
        switch operation {
        case .equal: return value...value
        case .less: return value > .min ? .min...(value - 1) : nil
        case .lessOrEqual: return .min...value
        case .greater: return value < .max ? (value + 1) ... .max : nil
        case .greaterOrEqual: return value ... .max
        case .between where values.count > 1 && values[1] >= value: return value...values[1]
        default: return nil
        }
    }
}

extension SearchIndex {
    /// How many records lie in a window, and the ids of a page of them by id.
    func matches(_ window: SearchWindow, page: Range<Int>) -> (Int, [UInt64]) {
        let first = lowerBound(UInt64(window.ids.lowerBound))
        let last =
            window.ids.upperBound < .max
            ? lowerBound(UInt64(window.ids.upperBound) + 1) : ids.count
        var total = 0
        var found: [UInt64] = []
        for position in first..<last where window.stamps.contains(stamps[position]) {
            if page.contains(total) { found.append(ids[position]) }
            total += 1
        }
        return (total, found)
    }
}
