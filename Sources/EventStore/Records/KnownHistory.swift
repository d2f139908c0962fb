package import HubSpotModel

/// The versions of one record's properties that the ledger has learned, in the order of learning.
package struct KnownHistory: Hashable, Sendable {
    package let key: RecordKey
    package internal(set) var versions: [KnownVersion]

    init(key: RecordKey, versions: [KnownVersion] = []) {
        self.key = key
        self.versions = versions
    }

    /// Takes over a `historyLearned` event.
    mutating func fold(_ event: LedgerEvent, _ changes: ArraySlice<PropertyChange>) {
        guard let timestamp = event.sourceTime else { return }
        for change in changes {
            versions.append(
                KnownVersion(
                    property: change.property, timestamp: timestamp, place: event.place,
                    value: change.after))
        }
    }
}

// MARK: - Stored form

extension KnownHistory {
    /// The count, then for each: symbol, stamp as signed varint, place, value.
    func write(to writer: inout ByteWriter) {
        writer.varint(versions.count)
        for version in versions {
            writer.varint(UInt64(version.property.code))
            writer.signedVarint(version.timestamp)
            writer.varint(UInt64(version.place))
            StoredValueCoding.write(version.value, to: &writer)
        }
    }

    init(key: RecordKey, _ bytes: RawSpan, symbolEnd: UInt64) throws(FormatFault) {
        var reader = ByteReader()
        let count = try reader.count(bytes, bytesEach: 4, "a count of versions")
        var versions: [KnownVersion] = []
        versions.reserveCapacity(count)
        for _ in 0..<count {
            let property = try StoredValueCoding.symbol(bytes, &reader, symbolEnd)
            let timestamp = try reader.signedVarint(bytes)
            guard let place = UInt32(exactly: try reader.varint(bytes)) else {
                throw .outOfRange("a place")
            }
            let value = try StoredValueCoding.read(bytes, &reader, symbolEnd: symbolEnd)
            versions.append(
                KnownVersion(
                    property: property, timestamp: timestamp, place: place, value: value))
        }
        try reader.requireEnd(bytes)
        self.init(key: key, versions: versions)
    }
}
