/// One array of the document.
struct DocumentArray: UnkeyedEncodingContainer {
    let encoding: DocumentEncoding
    let depth: Int
    private(set) var count: Int

    var codingPath: [any CodingKey] { [] }

    init(encoding: DocumentEncoding, depth: Int) {
        self.encoding = encoding
        self.depth = depth
        count = 0
    }

    private mutating func next() {
        encoding.next(at: depth)
        count += 1
    }

    mutating func encodeNil() {
        next()
        encoding.writeNull()
    }

    mutating func encode(_ value: Bool) {
        next()
        encoding.write(value)
    }

    mutating func encode(_ value: String) {
        next()
        encoding.write(value)
    }

    mutating func encode(_ value: Double) throws {
        next()
        try encoding.write(value)
    }

    mutating func encode(_ value: Float) throws { try encode(Double(value)) }

    mutating func encode<Whole: BinaryInteger & Encodable>(_ value: Whole) {
        next()
        encoding.write(whole: value)
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        next()
        try encoding.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        next()
        return encoding.nested { encoding.container(keyedBy: keyType) }
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return encoding.nested { encoding.unkeyedContainer() }
    }

    mutating func superEncoder() -> any Encoder { encoding }
}
