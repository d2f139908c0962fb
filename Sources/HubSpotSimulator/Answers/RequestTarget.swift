/// The path and query of a request line.
struct RequestTarget: Sendable {
    /// The path, percent-decoded part by part.
    let parts: [String]
    let query: [(name: String, value: String)]
    /// UTF-8 bytes of the whole target as received.
    let length: Int

    init(_ text: String) {
        length = text.utf8.count
        let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        parts = (halves.first ?? "").split(separator: "/").map { Self.decoded($0) }
        let pairs = halves.count > 1 ? halves[1].split(separator: "&") : []
        query = pairs.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                name: Self.decoded(sides[0], plusIsSpace: true),
                value: sides.count > 1 ? Self.decoded(sides[1], plusIsSpace: true) : ""
            )
        }
    }

    /// The last value of a parameter.
    func value(_ name: String) -> String? {
        query.last { $0.name == name }?.value
    }

    /// The values of a list parameter: comma separated, repeated, or both.
    func list(_ name: String) -> [String] {
        query.filter { $0.name == name }
            .flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    private static func decoded(_ text: Substring, plusIsSpace: Bool = false) -> String {
        guard text.utf8.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return String(text) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x25, position + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self),
                    radix: 16)
            {
                result.append(value)
                position += 3
            } else {
                result.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
