/// One object of the document; nil is written as `null`, never left out.
struct DocumentObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoding: DocumentEncoding
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        encoding.next(key, at: depth)
        encoding.writeNull()
    }

    func encode(_ value: Bool, forKey key: Key) {
        encoding.next(key, at: depth)
        encoding.write(value)
    }

    func encode(_ value: String, forKey key: Key) {
        encoding.next(key, at: depth)
        encoding.write(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        encoding.next(key, at: depth)
        try encoding.write(value)
    }

    func encode(_ value: Float, forKey key: Key) throws {
        try encode(Double(value), forKey: key)
    }

    func encode<Whole: BinaryInteger & Encodable>(_ value: Whole, forKey key: Key) {
        encoding.next(key, at: depth)
        encoding.write(whole: value)
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        encoding.next(key, at: depth)
        try encoding.write(value)
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func encodeIfPresent(_ value: Float?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoding.next(key, at: depth)
        return encoding.nested { encoding.container(keyedBy: keyType) }
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoding.next(key, at: depth)
        return encoding.nested { encoding.unkeyedContainer() }
    }

    func superEncoder() -> any Encoder { encoding }
    func superEncoder(forKey key: Key) -> any Encoder { encoding }
}
