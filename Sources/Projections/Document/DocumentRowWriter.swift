/// Writes the values of one row of a table.
struct DocumentRowWriter: ~Copyable {
    private let encoding: DocumentEncoding
    private var isFirst = true

    init(encoding: DocumentEncoding) { self.encoding = encoding }

    private mutating func separate() {
        if !isFirst { encoding.writeComma() }
        isFirst = false
    }

    mutating func write(_ text: String) {
        separate()
        encoding.write(text)
    }

    mutating func write(_ count: Int) {
        separate()
        encoding.write(whole: count)
    }

    mutating func write(_ number: DocumentNumber) {
        separate()
        encoding.write(number)
    }

    mutating func write(_ text: String?) {
        separate()
        if let text { encoding.write(text) } else { encoding.writeNull() }
    }

    mutating func write(_ count: Int?) {
        separate()
        if let count { encoding.write(whole: count) } else { encoding.writeNull() }
    }
}
