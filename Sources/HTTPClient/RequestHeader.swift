/// One header of a request, checked when it is made.
///
/// A value may be secret; it then never prints itself.
package struct RequestHeader: Sendable, Equatable, CustomStringConvertible {
    package let name: String
    private let value: Secret
    private let isSecret: Bool

    /// A header whose value may be seen.
    ///
    /// - Throws: ``TransportError`` with code `.invalidHeader` when the name is no token or the
    ///   value holds a line end or another control character, which would start a header of its own.
    package init(_ name: String, _ value: String) throws(TransportError) {
        try self.init(name, Secret(value), isSecret: false)
    }

    /// A header whose value is shown to nobody but the server.
    package init(_ name: String, secret value: Secret) throws(TransportError) {
        try self.init(name, value, isSecret: true)
    }

    /// `Authorization: Bearer …`.
    package static func bearer(_ token: Secret) throws(TransportError) -> RequestHeader {
        try RequestHeader("Authorization", secret: Secret("Bearer \(token.reveal())"))
    }

    private init(_ name: String, _ value: Secret, isSecret: Bool) throws(TransportError) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else {
            throw TransportError(.invalidHeader, "a header name must be a token")
        }
        guard !value.isEmpty, value.reveal().utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw TransportError(
                .invalidHeader, "the value of header \(name) must be printable ASCII on one line")
        }
        self.name = name
        self.value = value
        self.isSecret = isSecret
    }

    /// The header as it goes over the wire, without a line end.
    var line: String { "\(name): \(value.reveal())" }

    package var description: String { isSecret ? "\(name): \(value)" : line }

    /// A character of a header name.
    ///
    /// Source: RFC 9110, section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
