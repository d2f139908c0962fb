import EventStore
import HubSpotModel
import Testing

/// The slow and obvious ledger: dictionaries of texts, no codes, no files.
struct LedgerModel {
    struct Image: Equatable {
        var state: RecordState
        var isErased = false
        /// Personal values of an erased record are `nil`: present, but without a text.
        var texts: [String: String?] = [:]
    }

    private(set) var images: [RecordKey: Image] = [:]
    private(set) var links: [RecordKey: [RecordID: Set<AssociationType>]] = [:]
    /// What was last listed, so that it can be listed again.
    private(set) var versions: [RecordKey: [String: [PropertyVersion]]] = [:]

    init() {}

    private static func isPersonal(_ name: String, _ key: RecordKey) -> Bool {
        StorageClass.of(name, of: key.object) == .personal
    }

    mutating func take(_ change: RandomHistory.Change) {
        switch change {
        case .draft(let draft): take(draft)
        case .history(let key, let listed):
            for (name, versions) in listed { self.versions[key, default: [:]][name] = versions }
        case .erase(let key):
            images[key]?.isErased = true
            for name in images[key]?.texts.keys.map({ $0 }) ?? []
            where Self.isPersonal(name, key) {
                images[key]?.texts[name] = .some(nil)
            }
        }
    }

    private mutating func take(_ draft: EventDraft) {
        guard let key = draft.key else { return }
        if draft.kind == .linksChanged {
            for list in draft.links {
                links[key] = Dictionary(
                    uniqueKeysWithValues: list.links.map { ($0.target, Set($0.types)) })
            }
            return
        }
        if images[key] == nil && draft.kind == .purged { return }
        var image = images[key] ?? Image(state: .live)
        defer { images[key] = image }
        if draft.kind == .purged {
            image.state = .purged
            return
        }
        func isKept(_ name: String) -> Bool { image.isErased && Self.isPersonal(name, key) }
        let present = Set(draft.values.map(\.name))
        for name in (draft.asked ?? []).subtracting(present) where !isKept(name) {
            image.texts[name] = nil
        }
        for value in draft.values where !isKept(value.name) {
            image.texts[value.name] = value.value.isEmpty ? nil : .some(value.value)
        }
        if let createdAt = draft.createdAt {
            image.texts["createdAt"] = Instant(milliseconds: createdAt).description
        }
        switch draft.kind {
        case .created:
            image.state = .live
            image.texts["archivedAt"] = nil
            image.texts["mergedInto"] = nil
        case .archived:
            if let archivedAt = draft.archivedAt {
                image.texts["archivedAt"] = Instant(milliseconds: archivedAt).description
            }
            image.state = .archived
        case .merged:
            image.state = .merged
            image.texts["mergedInto"] = draft.mergedInto?.text
        default: break
        }
    }

    /// What a pass over the whole portal would tell: every live record with all its properties.
    var drafts: [EventDraft] {
        images.filter { $0.value.state == .live }.map { key, image in
            EventDraft(
                .created, of: key, sourceTime: 99,
                values: image.texts.compactMap { name, text in
                    text.map { NamedValue(name: name, value: $0) }
                }.filter { $0.name != "createdAt" }.shuffled(), asked: Set(RandomHistory.names),
                links: [])
        }
            + links.map { key, targets in
                EventDraft(
                    .linksChanged, of: key,
                    links: [
                        LinkDraft(
                            to: .companies,
                            links: targets.map {
                                PortalLink(target: $0.key, types: Array($0.value))
                            })
                    ])
            }
    }
}

// MARK: - Comparing

extension LedgerModel {
    func expectEqual(_ reader: LedgerReader) throws {
        var seen: Set<RecordKey> = []
        for object in [ObjectType.deals, .contacts] {
            try reader.forEachRecord(of: object, includingGone: true) { row, symbols in
                seen.insert(row.key)
                #expect(Self.image(row, symbols) == images[row.key], "\(row.key)")
                let links = row.links.flatMap(\.links).map { link in
                    (link.target, Set(link.types.map { symbols.text($0) }))
                }
                let expected = (self.links[row.key] ?? [:]).mapValues {
                    Set($0.map(\.symbolText))
                }
                #expect(Dictionary(uniqueKeysWithValues: links) == expected, "\(row.key)")
                return true
            }
        }
        #expect(seen == Set(images.keys))
        let counts = try reader.counts()
        let live = images.filter { $0.key.object == .deals && $0.value.state == .live }
        #expect(counts[.deals]?.live == UInt64(live.count))
        #expect(
            (counts[.deals]?.erased ?? 0) + (counts[.contacts]?.erased ?? 0)
                == UInt64(images.values.count(where: \.isErased)))
    }

    private static func image(_ row: RecordRow, _ symbols: SymbolTable) -> Image {
        var image = Image(state: row.image.state, isErased: row.image.isErased)
        for property in row.image.properties {
            image.texts[symbols.text(property.name)] = .some(row.text(property.value, symbols))
        }
        return image
    }

    /// The model that follows from the events alone, read as their consumers read them.
    init(foldingTextsOf reader: LedgerReader) throws {
        var images: [RecordKey: Image] = [:]
        let symbols = try reader.symbols()
        try reader.forEachBatch { batch in
            for event in batch.events {
                guard let key = event.key, event.kind != .historyLearned else { continue }
                if images[key] == nil && event.kind != .linksChanged {
                    images[key] = Image(state: .live)
                }
                switch event.kind {
                case .created, .restored: images[key]?.state = .live
                case .archived: images[key]?.state = .archived
                case .merged: images[key]?.state = .merged
                case .purged: images[key]?.state = .purged
                case .redacted: images[key]?.isErased = true
                default: break
                }
                for change in batch.changes[event.changes] {
                    let name = symbols.text(change.property)
                    if case .personal(let reference) = change.after {
                        let text = try reader.personalText(reference)
                        images[key]?.texts[name] = .some(text)
                    } else {
                        images[key]?.texts[name] = change.after.text(symbols).map { .some($0) }
                    }
                }
            }
            return true
        }
        self.images = images
    }
}
