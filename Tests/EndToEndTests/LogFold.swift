/// What the lines of a log say, put together by themselves: a second way from the log to the
/// records, which shares nothing with the program.
struct LogFold {
    struct Record: Equatable {
        var properties: [String: String] = [:]
        var state = "live"
        /// By type, then by id, the types of the link.
        var links: [String: [String: Set<RecordLine.Link.Kind>]] = [:]
    }

    /// By type, then by id.
    private(set) var records: [String: [String: Record]] = [:]
    /// Events that do not fit to what came before.
    private(set) var faults: [String] = []

    init(_ events: [EventLine]) {
        for event in events { fold(event) }
    }

    private mutating func fold(_ event: EventLine) {
        guard let object = event.object, let id = event.id, event.kind != "historyLearned" else {
            return
        }
        var record = records[object]?[id]
        switch event.kind {
        case "created":
            if record != nil { complain(event, "the record is there already") }
            record = Record()
        case "archived", "merged", "purged", "restored":
            let state = event.kind == "restored" ? "live" : event.kind
            if record?.state == state { complain(event, "it is \(state) already") }
            if event.kind != "merged" && record == nil { complain(event, "no such record") }
            record = record ?? Record()
            record?.state = state
        default: break
        }
        var known = record ?? Record()
        if record == nil { complain(event, "no such record") }
        for change in event.changes ?? [] where change.erased != true {
            if known.properties[change.property] != change.before {
                complain(
                    event,
                    "\(change.property) was \(known.properties[change.property] ?? "–"), "
                        + "not \(change.before ?? "–")")
            }
            if change.before == change.after { complain(event, "\(change.property) is the same") }
            known.properties[change.property] = change.after
        }
        for link in event.links ?? [] {
            let before = known.links[link.to]?[link.id]
            if (before == nil) != (link.change == "added") {
                complain(event, "the link to \(link.to)/\(link.id) was \(before ?? [])")
            }
            let after = link.change == "removed" ? nil : Set(link.types)
            if before == after { complain(event, "the link to \(link.to)/\(link.id) is the same") }
            known.links[link.to, default: [:]][link.id] = after
            if known.links[link.to]?.isEmpty == true { known.links[link.to] = nil }
        }
        if event.kind == "propertiesChanged", event.changes?.isEmpty ?? true {
            complain(event, "nothing changes")
        }
        if event.kind == "linksChanged", event.links?.isEmpty ?? true {
            complain(event, "nothing changes")
        }
        records[object, default: [:]][id] = known
    }

    private mutating func complain(_ event: EventLine, _ what: String) {
        faults.append("event \(event.sequence), \(event.content): \(what)")
    }

    /// What differs from the records as the program prints them.
    func differences(from printed: [RecordLine], of object: String) -> [String] {
        let envelope: Set = ["createdAt", "archivedAt", "mergedInto"]
        let shown = (records[object] ?? [:]).filter {
            ["live", "archived"].contains($0.value.state)
        }
        var words: [String] = []
        let lines = Dictionary(printed.map { ($0.id, $0) }) { first, _ in first }
        for id in Set(shown.keys).union(lines.keys).sorted() {
            guard let record = shown[id], let line = lines[id] else {
                words.append(
                    "\(object)/\(id): folded \(shown[id] != nil), printed \(lines[id] != nil)")
                continue
            }
            let links = line.associations.mapValues { links in
                Dictionary(links.map { ($0.id, Set($0.types)) }) { first, _ in first }
            }
            if record.properties.filter({ !envelope.contains($0.key) }) != line.properties {
                words.append("\(object)/\(id): properties")
            }
            if record.properties["archivedAt"] != line.archivedAt {
                words.append("\(object)/\(id): archivedAt")
            }
            if (record.state == "archived") != line.archived {
                words.append("\(object)/\(id): archived")
            }
            if record.links != links { words.append("\(object)/\(id): links") }
        }
        return words
    }
}
