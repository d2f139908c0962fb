/// The state of one `DocumentEncoder` run, and the `Encoder` that every value of it is given.
///
/// There is one for all depths: a container remembers its own depth, and writing into it first
/// closes what stands open below. This holds as long as values are encoded one after another,
/// which every synthesised conformance does.
final class DocumentEncoding: Encoder {
    /// An object or array that has been opened and not closed.
    private struct Level {
        let end: UInt8
        var isEmpty = true
    }

    private(set) var text: DocumentText
    private var levels: [Level] = []
    /// The depth at which the value being encoded began: its own container opens there.
    private var base = 0

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(for surroundings: DocumentEncoder.Surroundings) {
        text = DocumentText(for: surroundings)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let depth = open(UInt8(ascii: "{"), end: UInt8(ascii: "}"))
        return KeyedEncodingContainer(DocumentObject<Key>(encoding: self, depth: depth))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        DocumentArray(
            encoding: self, depth: open(UInt8(ascii: "["), end: UInt8(ascii: "]")))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        DocumentValue(encoding: self)
    }

    /// Opens the container of the value being encoded, or goes on with it where it is open.
    private func open(_ start: UInt8, end: UInt8) -> Int {
        if levels.count == base {
            text.append(start)
            levels.append(Level(end: end))
        }
        return base + 1
    }

    private func close(to depth: Int) {
        while levels.count > depth { text.append(levels.removeLast().end) }
    }

    /// Starts the next element of the container at `depth`.
    func next(at depth: Int) {
        close(to: depth)
        if levels[depth - 1].isEmpty {
            levels[depth - 1].isEmpty = false
        } else {
            text.append(UInt8(ascii: ","))
        }
    }

    /// Starts the next member of the object at `depth`.
    func next(_ key: some CodingKey, at depth: Int) {
        next(at: depth)
        text.append(key.stringValue)
        text.append(UInt8(ascii: ":"))
    }

    /// Makes the position of the writer the place of a nested container.
    func nested<Container>(_ open: () -> Container) -> Container {
        let outer = base
        defer { base = outer }
        base = levels.count
        return open()
    }

    func write(_ value: some Encodable) throws {
        let outer = base
        defer { base = outer }
        base = levels.count
        try value.encode(to: self)
        close(to: base)
    }

    func write(_ string: String) { text.append(string) }
    func write(_ number: DocumentNumber) { text.append(number) }
    func write(whole: some BinaryInteger) { text.append(Int128(whole)) }
    func write(_ flag: Bool) { text.append(raw: flag ? "true" : "false") }
    func writeNull() { text.append(raw: "null") }

    func write(_ double: Double) throws {
        guard double.isFinite, let number = DocumentNumber(double.description) else {
            throw EncodingError.invalidValue(
                double, .init(codingPath: [], debugDescription: "JSON has no such number."))
        }
        text.append(number)
    }

    func writeComma() { text.append(UInt8(ascii: ",")) }

    /// Writes an array of plain values without the detour over containers.
    func writeRow(_ body: (inout DocumentRowWriter) -> Void) {
        text.append(UInt8(ascii: "["))
        var row = DocumentRowWriter(encoding: self)
        body(&row)
        text.append(UInt8(ascii: "]"))
    }
}
