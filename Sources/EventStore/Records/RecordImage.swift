package import HubSpotModel

/// What the ledger knows of one record: the fold of its events.
package struct RecordImage: Hashable, Sendable {
    package let key: RecordKey
    package internal(set) var state: RecordState
    /// Whether its personal texts were erased; they are dropped from then on.
    package internal(set) var isErased: Bool
    /// The last event of this record.
    package internal(set) var lastSequence: SequenceNumber
    /// By code of the name, ascending; none is missing.
    package internal(set) var properties: [ImageProperty]

    init(
        key: RecordKey, state: RecordState = .live, isErased: Bool = false,
        lastSequence: SequenceNumber, properties: [ImageProperty] = []
    ) {
        self.key = key
        self.state = state
        self.isErased = isErased
        self.lastSequence = lastSequence
        self.properties = properties
    }

    /// The value of a property; `.missing` when the record has none.
    package subscript(name: Symbol) -> StoredValue {
        var low = 0
        var high = properties.count
        while low < high {
            let middle = (low + high) / 2
            if properties[middle].name.code < name.code { low = middle + 1 } else { high = middle }
        }
        return low < properties.count && properties[low].name == name
            ? properties[low].value : .missing
    }
}

// MARK: - Folding

extension RecordImage {
    /// The image after an event, given the image before it; `nil` when there is still none.
    ///
    /// - Parameter changes: By code of the property, ascending, each property once.
    static func folding(
        _ event: LedgerEvent, _ changes: ArraySlice<PropertyChange>, into image: RecordImage?
    ) -> RecordImage? {
        guard let key = event.key else { return image }
        var image = image
        switch event.kind {
        case .created, .merged, .purged:
            if image == nil { image = RecordImage(key: key, lastSequence: event.sequence) }
        case .propertiesChanged, .historyLearned, .archived, .restored, .linksChanged, .redacted,
            .syncCompleted, .schemaChanged, .gap:
            break
        }
        image?.fold(event, changes)
        return image
    }

    private mutating func fold(_ event: LedgerEvent, _ changes: ArraySlice<PropertyChange>) {
        lastSequence = event.sequence
        switch event.kind {
        case .created, .restored: state = .live
        case .archived: state = .archived
        case .merged: state = .merged
        case .purged: state = .purged
        case .redacted: isErased = true
        case .propertiesChanged, .linksChanged, .syncCompleted, .schemaChanged, .gap: break
        case .historyLearned: return  // Feeds the history, never the image.
        }
        if !changes.isEmpty { merge(changes) }
    }

    private mutating func merge(_ changes: ArraySlice<PropertyChange>) {
        if properties.isEmpty {
            properties = changes.compactMap { change in
                change.after.isMissing
                    ? nil : ImageProperty(name: change.property, value: change.after)
            }
            return
        }
        var merged: [ImageProperty] = []
        merged.reserveCapacity(properties.count + changes.count)
        var rest = properties[...]
        for change in changes {
            while let first = rest.first, first.name.code < change.property.code {
                merged.append(first)
                rest.removeFirst()
            }
            if rest.first?.name == change.property { rest.removeFirst() }
            if !change.after.isMissing {
                merged.append(ImageProperty(name: change.property, value: change.after))
            }
        }
        merged.append(contentsOf: rest)
        properties = merged
    }
}

// MARK: - Stored form

extension RecordImage {
    private static let format: UInt8 = 1
    private static let erasedFlag: UInt8 = 0x10

    /// Format 1: format, state with bit 4 for erased, last sequence, count, (symbol, value)….
    func write(to writer: inout ByteWriter) {
        writer.byte(Self.format)
        writer.byte(state.rawValue | (isErased ? Self.erasedFlag : 0))
        writer.varint(lastSequence.rawValue)
        writer.varint(properties.count)
        for property in properties {
            writer.varint(UInt64(property.name.code))
            StoredValueCoding.write(property.value, to: &writer)
        }
    }

    init(key: RecordKey, _ bytes: RawSpan, symbolEnd: UInt64) throws(FormatFault) {
        var reader = ByteReader()
        let format = try reader.byte(bytes)
        guard format == Self.format else { throw .unknownFormat(UInt16(format)) }
        let flags = try reader.byte(bytes)
        guard let state = RecordState(rawValue: flags & ~Self.erasedFlag) else {
            throw .badTag(flags)
        }
        let lastSequence = try reader.varint(bytes)
        let count = try reader.count(bytes, bytesEach: 2, "a count of properties")
        var properties: [ImageProperty] = []
        properties.reserveCapacity(count)
        for _ in 0..<count {
            let name = try StoredValueCoding.symbol(bytes, &reader, symbolEnd)
            if let last = properties.last, last.name.code >= name.code {
                throw .outOfRange("the order of properties")
            }
            let value = try StoredValueCoding.read(bytes, &reader, symbolEnd: symbolEnd)
            guard !value.isMissing else { throw .outOfRange("a property without a value") }
            properties.append(ImageProperty(name: name, value: value))
        }
        try reader.requireEnd(bytes)
        self.init(
            key: key, state: state, isErased: flags & Self.erasedFlag != 0,
            lastSequence: SequenceNumber(lastSequence), properties: properties)
    }
}
