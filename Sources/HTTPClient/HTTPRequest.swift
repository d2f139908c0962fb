/// A request, ready to send to a place that is allowed.
package struct HTTPRequest: Sendable, CustomStringConvertible {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package let method: Method
    package let base: BaseURL
    /// Path and query as they go over the wire, percent-encoded, starting with a slash.
    package let target: String
    package var headers: [RequestHeader]
    /// Sent with a `POST`; an absent body is sent as none of length zero.
    package var body: [UInt8]?

    /// Builds a request from plain, not encoded, text.
    ///
    /// - Parameters:
    ///   - path: Starts with a slash; slashes inside stay, everything else unsafe is encoded.
    ///   - query: Names and values in this order; a comma in a value stays a comma.
    package init(
        _ method: Method, _ base: BaseURL, path: String,
        query: [(name: String, value: String)] = [], headers: [RequestHeader] = [],
        body: [UInt8]? = nil
    ) {
        precondition(path.hasPrefix("/"), "a request path starts with a slash")
        self.method = method
        self.base = base
        self.headers = headers
        self.body = body
        var target = Self.encode(base.path + path, keeping: "/")
        for (index, item) in query.enumerated() {
            target += index == 0 ? "?" : "&"
            target += Self.encode(item.name, keeping: "") + "="
            target += Self.encode(item.value, keeping: ",:")
        }
        self.target = target
    }

    /// The whole URL; its length in bytes is what servers bound.
    package var url: String {
        let port = base.port.map { ":\($0)" } ?? ""
        return "\(base.scheme.rawValue)://\(base.host)\(port)\(target)"
    }

    /// Method, host and path: no query, no header, no body, so fit for a log.
    package var description: String {
        "\(method.rawValue) \(base.host)\(target.prefix { $0 != "?" })"
    }

    /// Percent-encodes all but unreserved characters.
    ///
    /// Source: RFC 3986, section 2.3.
    private static func encode(_ text: String, keeping kept: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.append(byte)
            case _ where kept.utf8.contains(byte):
                encoded.append(byte)
            default:
                let hex = Array("0123456789ABCDEF".utf8)
                encoded += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
