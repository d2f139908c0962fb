import HubSpotModel

/// The counts of every type, kept with each commit so that reading them is one row.
struct CountTable: Hashable, Sendable {
    private(set) var counts = [ObjectCounts](
        repeating: ObjectCounts(), count: ObjectType.allCases.count)

    subscript(object: ObjectType) -> ObjectCounts { counts[Int(object.rawValue) - 1] }

    /// Moves a record from what it was to what it is.
    mutating func move(_ object: ObjectType, from before: RecordImage?, to after: RecordImage?) {
        if let before { counts[Int(object.rawValue) - 1].count(before) { $0 &-= 1 } }
        if let after { counts[Int(object.rawValue) - 1].count(after) { $0 &+= 1 } }
    }
}

extension CountTable {
    /// Five varints for each type, in the order of its raw values.
    var stored: [UInt8] {
        var writer = ByteWriter()
        for count in counts {
            for value in [count.live, count.archived, count.merged, count.purged, count.erased] {
                writer.varint(value)
            }
        }
        return writer.bytes
    }

    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        for index in counts.indices {
            if reader.isAtEnd(bytes) { return }  // Written before a type was added.
            counts[index].live = try reader.varint(bytes)
            counts[index].archived = try reader.varint(bytes)
            counts[index].merged = try reader.varint(bytes)
            counts[index].purged = try reader.varint(bytes)
            counts[index].erased = try reader.varint(bytes)
        }
        try reader.requireEnd(bytes)
    }
}
