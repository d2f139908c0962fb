package import HubSpotModel
import LMDB

extension LedgerTransaction {
    /// Appends what a draft says that the ledger does not hold.
    ///
    /// | kind of the draft | no image | image live | image archived, merged or purged |
    /// |---|---|---|---|
    /// | `created`, `restored` | created | propertiesChanged | restored |
    /// | `propertiesChanged` | created | propertiesChanged | propertiesChanged |
    /// | `archived` | created, then archived | archived | archived, or propertiesChanged |
    /// | `merged` | merged | merged | merged, or propertiesChanged |
    /// | `purged` | nothing | purged | purged, or nothing |
    ///
    /// `linksChanged` needs no image. History goes through ``learn(_:of:)``, erasing through
    /// ``erase(_:)``.
    ///
    /// - Returns: The last event's sequence number, or `nil` when nothing differed.
    /// - Throws: ``LedgerError`` of code `.badDraft` or `.commitTooLarge`, or what the storage said.
    @discardableResult
    package mutating func append(_ draft: EventDraft) throws -> SequenceNumber? {
        guard let key = draft.key else { return try appendLedgerEvent(draft) }
        guard !draft.kind.isOfLedger else {
            throw LedgerError(.badDraft, "\(draft.kind.name) is no event of a record")
        }
        try Self.check(key.id)
        switch draft.kind {
        case .linksChanged: return try appendLinks(draft, of: key)
        case .historyLearned, .redacted:
            throw LedgerError(.badDraft, "\(draft.kind.name) is not appended as a draft")
        default: break
        }
        let image = try image(of: key)
        if image == nil, draft.kind == .archived {
            var created = draft
            created.kind = .created
            created.sourceTime = draft.createdAt
            try appendRecord(created, of: key, onto: nil)
            return try appendRecord(draft, of: key, onto: try self.image(of: key))
        }
        return try appendRecord(draft, of: key, onto: image)
    }

    private func kind(of draft: EventDraft, onto image: RecordImage?) -> EventKind? {
        guard let image else {
            switch draft.kind {
            case .purged: return nil
            case .merged: return .merged
            default: return .created
            }
        }
        switch draft.kind {
        case .created, .restored: return image.state == .live ? .propertiesChanged : .restored
        case .archived: return image.state == .archived ? .propertiesChanged : .archived
        case .merged: return image.state == .merged ? .propertiesChanged : .merged
        case .purged: return image.state == .purged ? nil : .purged
        default: return .propertiesChanged
        }
    }

    @discardableResult
    private mutating func appendRecord(
        _ draft: EventDraft, of key: RecordKey, onto image: RecordImage?
    ) throws -> SequenceNumber? {
        guard let kind = kind(of: draft, onto: image) else { return nil }
        scratch.removeAll(keepingCapacity: true)
        if kind != .purged {
            try stageValues(draft, of: key, onto: image)
            try stageEnvelope(draft, kind, of: key, onto: image)
        }
        if scratch.isEmpty && kind == .propertiesChanged { return nil }
        let event = try appendEvent(
            kind, of: key, sourceTime: draft.sourceTime, cause: draft.cause)
        try store(event, onto: image)
        return event.sequence
    }

    // MARK: - Finding what differs

    private mutating func stageValues(
        _ draft: EventDraft, of key: RecordKey, onto image: RecordImage?
    ) throws {
        let properties = image?.properties ?? []
        let isErased = image?.isErased ?? false
        var seen = [Bool](repeating: false, count: draft.asked == nil ? 0 : properties.count)
        var expected = 0
        for value in draft.values {
            let property = try book.property(value.name, of: key.object)
            let index = Self.index(of: property.symbol, in: properties, expected: expected)
            if let index {
                expected = index + 1
                if !seen.isEmpty { seen[index] = true }
            }
            if isErased && property.storage == .personal { continue }
            let before = index.map { properties[$0].value } ?? .missing
            if try isSame(before, value.value) { continue }
            try stage(property, before: before, text: value.value)
        }
        guard let asked = draft.asked else { return }
        for (index, property) in properties.enumerated() where !seen[index] {
            if isErased, case .personal = property.value { continue }
            let name = book.table.text(property.name)
            guard asked.contains(name), !EnvelopeProperty.all.contains(name) else { continue }
            scratch.append(
                StagedChange(
                    property: property.name, before: property.value, after: .missing,
                    personal: nil))
        }
    }

    private static func index(
        of name: Symbol, in properties: [ImageProperty], expected: Int
    ) -> Int? {
        if expected < properties.count, properties[expected].name == name { return expected }
        var low = 0
        var high = properties.count
        while low < high {
            let middle = (low + high) / 2
            if properties[middle].name.code < name.code { low = middle + 1 } else { high = middle }
        }
        return low < properties.count && properties[low].name == name ? low : nil
    }

    private mutating func stageEnvelope(
        _ draft: EventDraft, _ kind: EventKind, of key: RecordKey, onto image: RecordImage?
    ) throws {
        if let createdAt = draft.createdAt {
            try stage(EnvelopeProperty.createdAt, .instant(milliseconds: createdAt), key, image)
        }
        if kind == .restored {
            try stage(EnvelopeProperty.archivedAt, .missing, key, image)
            try stage(EnvelopeProperty.mergedInto, .missing, key, image)
        } else if draft.kind == .archived, kind != .created, let archivedAt = draft.archivedAt {
            // Also of one that is archived already: it was restored and put back meanwhile.
            let value = StoredValue.instant(milliseconds: archivedAt)
            try stage(EnvelopeProperty.archivedAt, value, key, image)
        }
        if draft.kind == .merged, let absorbing = draft.mergedInto {
            try stage(EnvelopeProperty.mergedInto, StoredValue(scalar: absorbing.text), key, image)
        }
    }

    private mutating func stage(
        _ name: String, _ after: StoredValue, _ key: RecordKey, _ image: RecordImage?
    ) throws {
        if case .instant(let milliseconds) = after,
            !StoredValueCoding.instants.contains(milliseconds)
        {
            throw LedgerError(.badDraft, "\(name) of \(key) is outside the years 0 to 9999")
        }
        if after.isMissing && image == nil { return }
        let property = try book.property(name, of: key.object)
        let before = image?[property.symbol] ?? .missing
        guard before != after else { return }
        scratch.append(
            StagedChange(
                property: property.symbol, before: before, after: after, personal: nil))
    }

    /// Whether a stored value and a text of the portal are the same content.
    func isSame(_ stored: StoredValue, _ text: String) throws -> Bool {
        switch stored {
        case .missing: text.isEmpty
        case .symbol(let symbol): book.table.text(symbol).hasSameBytes(as: text)
        case .text(let known): known.hasSameBytes(as: text)
        case .personal(let reference):
            try tables.personalText(reference, in: transaction)?.text.hasSameBytes(as: text)
                ?? false
        case .integer, .decimal, .instant, .instantInSeconds, .date:
            StoredValue(scalar: text) == stored
        }
    }

    mutating func stage(
        _ property: SymbolBook.Property, before: StoredValue, text: String
    ) throws {
        var after = StoredValue.missing
        var personal: String?
        if !text.isEmpty {
            switch property.storage {
            case .code:
                let isShort = text.utf8.count <= StoredValue.symbolBytesMax
                after = isShort ? .symbol(book.symbol(for: text)) : .text(text)
            case .scalar: after = StoredValue(scalar: text)
            case .personal: personal = text
            }
        }
        textBytes += text.utf8.count
        scratch.append(
            StagedChange(
                property: property.symbol, before: before, after: after, personal: personal))
    }

    // MARK: - Writing events

    private mutating func appendLedgerEvent(_ draft: EventDraft) throws -> SequenceNumber? {
        guard draft.kind.isOfLedger else {
            throw LedgerError(.badDraft, "\(draft.kind.name) needs a record")
        }
        scratch.removeAll(keepingCapacity: true)
        for value in draft.values {
            let before = draft.before[value.name].map { StoredValue(scalar: $0) } ?? .missing
            if before.isMissing && value.value.isEmpty { continue }
            let property = try book.property(value.name, of: nil)
            try stage(property, before: before, text: value.value)
        }
        return try appendEvent(
            draft.kind, of: nil, sourceTime: draft.sourceTime, cause: draft.cause
        ).sequence
    }

    /// Appends an event with the staged changes, their personal texts aside.
    mutating func appendEvent(
        _ kind: EventKind, of key: RecordKey?, sourceTime: Int64?, cause: Cause?,
        place: UInt32 = 0, links: [LinkChange] = []
    ) throws -> LedgerEvent {
        textBytes += 64 + scratch.count * 48 + links.count * 32
        guard contents.events.count < BlockFormat.eventsMax, textBytes <= BlockFormat.bytesMax
        else { throw Self.tooLarge }
        if let sourceTime, !StoredValueCoding.instants.contains(sourceTime) {
            throw LedgerError(.badDraft, "a source time is outside the years 0 to 9999")
        }
        try sortStagedChanges()
        let sequence = nextSequence
        let firstChange = contents.changes.count
        var learned: UInt16 = 0
        for staged in scratch {
            var after = staged.after
            if let text = staged.personal {
                let reference = PersonalReference(sequence: sequence, index: learned)
                try store(PersonalText(salt: salts.next(), text: text), as: reference)
                after = .personal(reference)
                guard learned < .max else { throw Self.tooLarge }
                learned += 1
            }
            contents.changes.append(
                PropertyChange(property: staged.property, before: staged.before, after: after))
        }
        let firstLink = contents.links.count
        contents.links.append(contentsOf: links)
        let event = LedgerEvent(
            sequence: sequence, kind: kind, key: key, sourceTime: sourceTime, cause: cause,
            place: place, changes: firstChange..<contents.changes.count,
            links: firstLink..<contents.links.count)
        contents.events.append(event)
        return event
    }

    /// By code; the names come in nearly that order, so moving each back a little is fastest.
    private mutating func sortStagedChanges() throws(LedgerError) {
        for end in scratch.indices.dropFirst() {
            var index = end
            while index > 0, scratch[index - 1].property.code > scratch[index].property.code {
                scratch.swapAt(index - 1, index)
                index -= 1
            }
            if index > 0, scratch[index - 1].property == scratch[index].property {
                throw LedgerError(
                    .badDraft,
                    "the property \(book.table.text(scratch[index].property)) is named twice")
            }
        }
    }

    private mutating func store(_ text: PersonalText, as reference: PersonalReference) throws {
        contents.personalHashes.append(contentsOf: text.hash)
        try tables.personal.append(PersonalRowKey(reference), text.stored, in: transaction)
    }

    /// Stores the image after an event.
    mutating func store(_ event: LedgerEvent, onto image: RecordImage?) throws {
        let after = RecordImage.folding(event, contents.changes[event.changes], into: image)
        guard let after else { return }
        counts.move(after.key.object, from: image, to: after)
        writer.removeAll()
        after.write(to: &writer)
        try tables.current.put(RecordRowKey(after.key), writer.bytes, in: transaction)
    }
}
