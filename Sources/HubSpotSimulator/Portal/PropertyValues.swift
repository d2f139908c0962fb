/// The values of one record as JSON bytes, laid end to end in the order of the schema.
///
/// A page of a list is then little more than copying slices. Copies share their storage until one
/// of them changes, which makes the image in the search index free.
struct PropertyValues: Sendable {
    private var bytes: [UInt8] = []
    /// Where the value of each property ends.
    ///
    /// A value of no bytes is absent; so are properties beyond the end, added to the schema later.
    private var ends: [UInt32] = []

    init() {}

    init(_ values: [PropertyValue]) {
        var writer = JSONWriter(capacity: values.count * 16)
        ends.reserveCapacity(values.count)
        for value in values {
            Self.append(value, to: &writer)
            ends.append(UInt32(writer.bytes.count))
        }
        bytes = writer.bytes
    }

    /// The JSON of a value: empty when absent, `null`, or a quoted string.
    func json(_ property: Int) -> ArraySlice<UInt8> {
        guard property < ends.count else { return [] }
        let start = property == 0 ? 0 : Int(ends[property - 1])
        return bytes[start..<Int(ends[property])]
    }

    func hasJSON(_ property: Int) -> Bool {
        guard property < ends.count else { return false }
        return ends[property] > (property == 0 ? 0 : ends[property - 1])
    }

    func appendJSON(_ property: Int, to target: inout [UInt8]) {
        let start = property == 0 ? 0 : Int(ends[property - 1])
        target.append(contentsOf: bytes[start..<Int(ends[property])])
    }

    subscript(property: Int) -> PropertyValue {
        get {
            let json = json(property)
            guard let first = json.first else { return .absent }
            guard first == 0x22 else { return .null }
            if !json.contains(0x5C) {
                return .text(String(decoding: json.dropFirst().dropLast(), as: UTF8.self))
            }
            guard case .string(let text) = JSONParser.parse(Array(json)) else { return .null }
            return .text(text)
        }
        set {
            while ends.count <= property { ends.append(UInt32(bytes.count)) }
            var writer = JSONWriter()
            Self.append(newValue, to: &writer)
            let start = property == 0 ? 0 : Int(ends[property - 1])
            let end = Int(ends[property])
            bytes.replaceSubrange(start..<end, with: writer.bytes)
            let growth = writer.bytes.count - (end - start)
            if growth != 0 {
                for index in property..<ends.count {
                    ends[index] = UInt32(Int(ends[index]) + growth)
                }
            }
        }
    }

    private static func append(_ value: PropertyValue, to writer: inout JSONWriter) {
        switch value {
        case .absent: break
        case .null: writer.raw("null")
        case .text(let text): writer.string(text)
        }
    }
}
