/// One value of the document that is neither object nor array.
struct DocumentValue: SingleValueEncodingContainer {
    let encoding: DocumentEncoding

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { encoding.writeNull() }
    func encode(_ value: Bool) { encoding.write(value) }
    func encode(_ value: String) { encoding.write(value) }
    func encode(_ value: Double) throws { try encoding.write(value) }
    func encode(_ value: Float) throws { try encoding.write(Double(value)) }

    func encode<Whole: BinaryInteger & Encodable>(_ value: Whole) {
        encoding.write(whole: value)
    }

    func encode<Value: Encodable>(_ value: Value) throws { try encoding.write(value) }
}
