/// JSON in which records of one shape name their keys once.
///
/// `{"=":[keys,row,row…]}` is an array of objects, `{"#":[names,keys,row,row…]}` an object of
/// objects; in both, a row holds the values of one object in the order of the keys.
struct PackedJSON {
    private let bytes: [UInt8]
    private var place = 0

    private indirect enum Value {
        /// A number, a string, a word: as it stands.
        case plain(ArraySlice<UInt8>)
        case array([Value])
        case object([(key: ArraySlice<UInt8>, value: Value)])
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter json: what `DocumentEncoder` wrote: without white space, keys never `=` or `#`.
    static func packed(_ json: [UInt8]) -> String {
        var reader = PackedJSON(json)
        var output: [UInt8] = []
        output.reserveCapacity(json.count)
        write(reader.value(), into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The JSON that was packed.
    static func unpacked(_ json: [UInt8]) -> [UInt8] {
        var reader = PackedJSON(json)
        var output: [UInt8] = []
        writePlain(unpacked(reader.value()), into: &output)
        return output
    }

    private static func unpacked(_ value: Value) -> Value {
        switch value {
        case .plain: return value
        case .array(let elements): return .array(elements.map(unpacked))
        case .object(let members):
            if members.count == 1, case .array(let parts) = members[0].value {
                if members[0].key.elementsEqual("\"=\"".utf8) {
                    return .array(parts.dropFirst().map { record(parts[0], $0) })
                }
                if members[0].key.elementsEqual("\"#\"".utf8), parts.count > 2 {
                    let rows = parts.dropFirst(2).map { record(parts[1], $0) }
                    return .object(zip(names(parts[0]), rows).map { (key: $0, value: $1) })
                }
            }
            return .object(members.map { (key: $0.key, value: unpacked($0.value)) })
        }
    }

    private static func record(_ keys: Value, _ row: Value) -> Value {
        guard case .array(let values) = row else { return row }
        return .object(zip(names(keys), values).map { (key: $0, value: unpacked($1)) })
    }

    private static func names(_ keys: Value) -> [ArraySlice<UInt8>] {
        guard case .array(let keys) = keys else { return [] }
        return keys.compactMap { if case .plain(let text) = $0 { text } else { nil } }
    }

    // MARK: Reading

    /// The page may have been changed by hand: what is no JSON ends the reading, and nothing traps.
    private mutating func value() -> Value {
        guard place < bytes.count else { return .plain([]) }
        switch bytes[place] {
        case UInt8(ascii: "["):
            var elements: [Value] = []
            while !takes(UInt8(ascii: "]")) { elements.append(value()) }
            return .array(elements)
        case UInt8(ascii: "{"):
            var members: [(key: ArraySlice<UInt8>, value: Value)] = []
            while !takes(UInt8(ascii: "}")) {
                let key = text()
                place += 1  // The colon.
                members.append((key, value()))
            }
            return .object(members)
        case UInt8(ascii: "\""): return .plain(text())
        default:
            let start = place
            while place < bytes.count, !Self.ends.contains(bytes[place]) { place += 1 }
            return .plain(bytes[start..<place])
        }
    }

    private static let ends = Array(",]}".utf8)

    /// Passes the opening bracket or the comma before an element, or the end of the list.
    private mutating func takes(_ end: UInt8) -> Bool {
        guard place + 1 < bytes.count else {
            let isEnd = place >= bytes.count || bytes[place] == end
            place += 1
            return isEnd || place >= bytes.count
        }
        let isEnd = bytes[place] == end || bytes[place + 1] == end && bytes[place] != Self.ends[0]
        place += isEnd && bytes[place] != end ? 2 : 1
        return isEnd
    }

    private mutating func text() -> ArraySlice<UInt8> {
        let start = place
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
        return bytes[min(start, place)..<place]
    }

    // MARK: Writing

    private static func write(_ value: Value, into output: inout [UInt8]) {
        switch value {
        case .plain(let text): output += text
        case .array(let elements):
            if let keys = commonKeys(elements) {
                output += Array("{\"=\":[".utf8)
                write(keys, into: &output)
                for element in elements { writeRow(element, into: &output) }
                output += Array("]}".utf8)
            } else {
                output.append(UInt8(ascii: "["))
                for (index, element) in elements.enumerated() {
                    if index > 0 { output.append(UInt8(ascii: ",")) }
                    write(element, into: &output)
                }
                output.append(UInt8(ascii: "]"))
            }
        case .object(let members):
            if let keys = commonKeys(members.map(\.value)) {
                output += Array("{\"#\":[".utf8)
                write(members.map(\.key), into: &output)
                output.append(UInt8(ascii: ","))
                write(keys, into: &output)
                for member in members { writeRow(member.value, into: &output) }
                output += Array("]}".utf8)
            } else {
                output.append(UInt8(ascii: "{"))
                for (index, member) in members.enumerated() {
                    if index > 0 { output.append(UInt8(ascii: ",")) }
                    output += member.key
                    output.append(UInt8(ascii: ":"))
                    write(member.value, into: &output)
                }
                output.append(UInt8(ascii: "}"))
            }
        }
    }

    private static func writePlain(_ value: Value, into output: inout [UInt8]) {
        switch value {
        case .plain(let text): output += text
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                writePlain(element, into: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                output += member.key
                output.append(UInt8(ascii: ":"))
                writePlain(member.value, into: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ keys: [ArraySlice<UInt8>], into output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        output += keys.joined(separator: [UInt8(ascii: ",")])
        output.append(UInt8(ascii: "]"))
    }

    private static func writeRow(_ value: Value, into output: inout [UInt8]) {
        guard case .object(let members) = value else { return }
        output.append(UInt8(ascii: ","))
        write(.array(members.map(\.value)), into: &output)
    }

    /// The keys of two or more objects that have the same ones in the same order.
    private static func commonKeys(_ values: [Value]) -> [ArraySlice<UInt8>]? {
        guard values.count > 1, case .object(let first)? = values.first, !first.isEmpty else {
            return nil
        }
        let keys = first.map(\.key)
        for value in values.dropFirst() {
            guard case .object(let members) = value, members.map(\.key) == keys else { return nil }
        }
        return keys
    }
}
