package import HubSpotModel

/// A record id in eight bytes: the number itself, or the code of a text.
package struct RecordRef: Hashable, Sendable {
    static let textBit: UInt64 = 1 << 63

    package let raw: UInt64

    package init(raw: UInt64) { self.raw = raw }
}

extension RecordRef: RowCodable {
    package func write(to writer: inout ByteWriter) { writer.write(bigEndian: raw) }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        self.init(raw: try reader.bigEndian())
    }
}

/// A record of a type.
package struct TypedRef: Hashable, Sendable {
    package let object: ObjectType
    package let ref: RecordRef

    package init(_ object: ObjectType, _ ref: RecordRef) {
        self.object = object
        self.ref = ref
    }
}

extension TypedRef: RowCodable {
    package func write(to writer: inout ByteWriter) {
        writer.write(byte: object.rawValue)
        ref.write(to: &writer)
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        guard let object = ObjectType(rawValue: try reader.byte()) else { throw reader.corrupt }
        self.init(object, try RecordRef(from: &reader))
    }
}
