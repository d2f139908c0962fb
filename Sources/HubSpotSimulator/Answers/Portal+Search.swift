extension Portal {
    /// `POST /crm/objects/{version}/{type}/search`.
    ///
    /// Matching and order come from the index as it is visible now, the values from the live
    /// store: rows outside the window, skips behind `after` and late arrivals follow from that.
    mutating func searched(
        _ kind: ObjectKind, _ request: APIRequest, fault: Fault?
    ) throws(APIError) -> Answer {
        indexes[kind.rawValue].settle(now: clock.now)
        let schema = schemas[kind.rawValue]
        let search = try SearchRequest(
            request.body, schema: schema, checksLength: settings.enforcesSearchBodyLimit)
        let (total, page) = matches(kind, search)
        let names =
            search.properties.isEmpty
            ? (kind.isActivity ? [] : kind.defaultProperties) : search.properties
        let form = RecordForm(kind: kind, columns: schema.columns(names))

        var writer = JSONWriter(capacity: 1 << 15)
        writer.raw("{\"total\":\(total),\"results\":[")
        let table = tables[kind.rawValue]
        for (index, id) in page.enumerated() {
            guard let position = table.position(id) else { continue }
            if index > 0 { writer.comma() }
            form.write(table.records[position], of: self, to: &writer)
        }
        writer.byte(0x5D)
        var next = search.after + search.limit
        let hasNext = next < total
        if fault?.kind == .repeatedCursor { next = search.after }
        if hasNext || fault?.kind == .repeatedCursor {
            writer.raw(",\"paging\":{\"next\":{\"after\":\"\(next)\"}}")
        }
        writer.byte(0x7D)
        return .json(writer.bytes)
    }

    /// How many records match, and the ids of the page that is asked for.
    private func matches(_ kind: ObjectKind, _ search: SearchRequest) -> (Int, [UInt64]) {
        let index = indexes[kind.rawValue]
        let page = search.after..<(search.after + search.limit)
        // Without changes under way the index holds exactly the live records.
        let table = tables[kind.rawValue]
        let isSettled = index.pendingCount == 0
        let isByID = search.sort?.property == "hs_object_id" && search.sort?.ascending == true
        if isByID, isSettled, let window = SearchWindow(search) {
            return index.matches(window, page: page)
        }
        var total = 0
        var ids: [UInt64] = []
        var unsorted: [Int] = []
        for position in firstPosition(index, search)..<index.ids.count {
            guard holds(kind, index, position, search),
                isSettled || table.isLive(index.ids[position])
            else { continue }
            if isByID {
                if page.contains(total) { ids.append(index.ids[position]) }
            } else {
                unsorted.append(position)
            }
            total += 1
        }
        if !isByID {
            let sorted = sorted(unsorted, kind, index, search.sort)
            ids = sorted.dropFirst(page.lowerBound).prefix(page.count).map { index.ids[$0] }
        }
        return (total, ids)
    }

    /// A lower bound on ids in the only group spares looking at what lies below it.
    private func firstPosition(_ index: SearchIndex, _ search: SearchRequest) -> Int {
        guard search.groups.count == 1 else { return 0 }
        var first = 0
        for filter in search.groups[0] {
            guard case .source(.objectID) = filter.subject,
                case .integers(let values) = filter.operand, let value = values.first,
                value >= 0
            else { continue }
            switch filter.operation {
            case .greater, .greaterOrEqual, .equal, .between:
                first = max(first, index.lowerBound(UInt64(value)))
            default: break
            }
        }
        return first
    }

    private func holds(
        _ kind: ObjectKind, _ index: SearchIndex, _ position: Int, _ search: SearchRequest
    ) -> Bool {
        if let query = search.query, !mentions(query, kind, index.images[position]) { return false }
        if search.groups.isEmpty { return true }
        for group in search.groups {
            var holds = true
            for filter in group {
                switch filter.subject {
                case .source(.objectID):
                    holds = filter.matches(Int64(truncatingIfNeeded: index.ids[position]))
                case .source(.modifiedStamp):
                    holds = filter.matches(index.stamps[position])
                case .source(.createdStamp):
                    holds = filter.matches(index.images[position].created)
                case .source(.alwaysNull): holds = filter.matches(text: nil)
                case .source(.stored(let property)):
                    holds = filter.matches(text: index.images[position].values[property].string)
                case .associations(let to):
                    holds = matches(filter, kind, index.ids[position], to)
                }
                if !holds { break }
            }
            if holds { return true }
        }
        return false
    }

    private func matches(
        _ filter: SearchFilter, _ kind: ObjectKind, _ id: UInt64, _ to: ObjectKind
    ) -> Bool {
        let targets = liveLinks(kind, id, to: to)
        switch filter.operation {
        case .hasProperty: return !targets.isEmpty
        case .hasNoProperty: return targets.isEmpty
        case .notEqual, .notIn:
            return targets.allSatisfy { filter.matches(Int64(truncatingIfNeeded: $0.id)) }
        default: return targets.contains { filter.matches(Int64(truncatingIfNeeded: $0.id)) }
        }
    }

    private func mentions(_ query: String, _ kind: ObjectKind, _ image: SearchIndex.Image) -> Bool {
        kind.textSearchProperties.contains { name in
            schemas[kind.rawValue].position(name).flatMap { image.values[$0].nonEmpty }?
                .lowercased().contains(query) ?? false
        }
    }

    // MARK: Order

    /// Without a sort, oldest created first; ties go by id.
    private func sorted(
        _ positions: [Int], _ kind: ObjectKind, _ index: SearchIndex, _ sort: SearchRequest.Sort?
    ) -> [Int] {
        let schema = schemas[kind.rawValue]
        let source = sort.flatMap { schema.source($0.property) } ?? .createdStamp
        let ascending = sort?.ascending ?? true
        switch source {
        case .objectID:
            return ascending ? positions : positions.reversed()
        case .modifiedStamp:
            return ordered(positions, ascending) { index.stamps[$0] }
        case .createdStamp:
            return ordered(positions, ascending) { index.images[$0].created }
        case .alwaysNull:
            return positions
        case .stored(let property):
            let type = schema.definitions[property].type
            if type == "datetime" || type == "date" {
                return ordered(positions, ascending) {
                    index.images[$0].values[property].string.flatMap(StampText.parse) ?? .min
                }
            }
            if type == "number" {
                return ordered(positions, ascending) {
                    index.images[$0].values[property].string.flatMap(Double.init) ?? -.infinity
                }
            }
            return ordered(positions, ascending) {
                index.images[$0].values[property].string?.lowercased() ?? ""
            }
        }
    }

    private func ordered<Key: Comparable>(
        _ positions: [Int], _ ascending: Bool, by key: (Int) -> Key
    ) -> [Int] {
        var keyed = positions.map { (key: key($0), position: $0) }
        keyed.sort { left, right in
            if left.key != right.key {
                return ascending ? left.key < right.key : left.key > right.key
            }
            return left.position < right.position
        }
        return keyed.map(\.position)
    }
}
