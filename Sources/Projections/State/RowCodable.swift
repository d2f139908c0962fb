/// A key or a row in its stored form.
package protocol RowCodable {
    func write(to writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(ProjectionError)
}

extension RowCodable {
    var storedBytes: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Reads a whole stored key or row.
    init(stored bytes: [UInt8], of table: StateTableID) throws(ProjectionError) {
        var reader = ByteReader(bytes, of: table)
        try self.init(from: &reader)
        try reader.end()
    }
}
