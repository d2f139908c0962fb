/// Absent whole numbers are `null` too; the protocol asks for every width by name.
extension DocumentObject {
    func encodeIfPresent(_ value: Int?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: Int128?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) { place(value, key) }
    func encodeIfPresent(_ value: UInt128?, forKey key: Key) { place(value, key) }

    private func place(_ value: (some BinaryInteger & Encodable)?, _ key: Key) {
        if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }
}
