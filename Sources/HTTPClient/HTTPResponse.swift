/// A whole response, whatever its status.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: ResponseHeaders
    /// Decoded when it came compressed.
    package let body: [UInt8]
    /// How many connections had to be opened for it: 0 when one was reused.
    package let connectionsOpened: Int

    package init(
        status: Int, headers: ResponseHeaders = .init(), body: [UInt8] = [],
        connectionsOpened: Int = 0
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.connectionsOpened = connectionsOpened
    }
}

/// The headers of a response, in the order they came; names compare without regard to case.
package struct ResponseHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    private var fields: [(name: String, value: String)] = []

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }

    /// The value of the first header of this name, or `nil`.
    package subscript(name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name == name }?.value
    }

    package var count: Int { fields.count }

    package mutating func append(_ name: String, _ value: String) {
        fields.append((name.lowercased(), value))
    }

    /// Takes one line as libcurl hands it over: a status line starts anew, a line end ends.
    mutating func take(line: UnsafeRawBufferPointer) {
        let text = unsafe String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            fields.removeAll(keepingCapacity: true)  // What came before was a 1xx response.
            return
        }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return }
        let value = text[text.utf8.index(after: colon)...].utf8
            .drop { Self.isSpace($0) }
        let end = value.lastIndex { !Self.isSpace($0) }.map { value.index(after: $0) }
        append(String(text[..<colon]), String(text[value.startIndex..<(end ?? value.startIndex)]))
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.fields.elementsEqual(right.fields) { $0 == $1 }
    }
}
