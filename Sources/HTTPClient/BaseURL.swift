/// Where requests may go: a scheme, a host, a port, and a path that all requests share.
///
/// `https` to any host, `http` to this machine only, so that a token never crosses a network in
/// clear. A request is built on one of these; there is no other way to name a destination.
package struct BaseURL: Sendable, Equatable, CustomStringConvertible {
    /// Why text is no base URL; the sentence says what is allowed.
    package struct Refusal: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    package enum Scheme: String, Sendable {
        case http
        case https
    }

    package let scheme: Scheme
    /// Lower case; an IPv6 address keeps its brackets.
    package let host: String
    /// As given; `nil` stands for the scheme's own.
    package let port: Int?
    /// Empty, or starting with a slash and not ending in one.
    package let path: String

    /// Parses for example `https://api.hubapi.com` or `http://127.0.0.1:8080`.
    package init(_ text: String) throws(Refusal) {
        guard let scheme = Self.scheme(of: text) else {
            throw Refusal("the URL must start with https:// (or http:// for this machine)")
        }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Refusal("the URL must be printable ASCII without spaces")
        }
        let rest = text.dropFirst(scheme.rawValue.count + 3)
        let authority = rest.prefix { $0 != "/" }
        guard !rest.contains(where: { "?#\\".contains($0) }) else {
            throw Refusal("the URL must have no query and no fragment")
        }
        guard !authority.contains("@") else {
            throw Refusal("the URL must hold no user name or password")
        }
        (host, port) = try Self.hostAndPort(String(authority))
        var path = String(rest.dropFirst(authority.count))
        while path.hasSuffix("/") { path.removeLast() }
        guard !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
            throw Refusal("the path of the URL must not hold . or ..")
        }
        self.path = path
        self.scheme = scheme
        guard scheme == .https || isLoopback else {
            throw Refusal("http:// is allowed to this machine only; use https:// for \(host)")
        }
    }

    /// Whether the host is this machine by name or address.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    package var description: String {
        "\(scheme.rawValue)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
    }
}

extension BaseURL {
    private static func scheme(of text: String) -> Scheme? {
        guard let end = text.firstRange(of: "://") else { return nil }
        return Scheme(rawValue: text[..<end.lowerBound].lowercased())
    }

    private static func hostAndPort(_ authority: String) throws(Refusal) -> (String, Int?) {
        let hostEnd =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
            : authority.firstIndex(of: ":")
        let host = authority[..<(hostEnd ?? authority.endIndex)].lowercased()
        let rest = authority.dropFirst(host.count)
        guard isHost(host) else { throw Refusal("the URL must name a host") }
        guard !rest.isEmpty else { return (host, nil) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port),
            rest.dropFirst().allSatisfy(\.isNumber)
        else { throw Refusal("the port of the URL must be a number from 1 to 65535") }
        return (host, port)
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            return host.hasSuffix("]") && host.count > 3
                && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ".:".contains($0) }
        }
        return !host.isEmpty && host.utf8.count <= 253
            && host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && label.first != "-"
                    && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            }
    }
}

extension BaseURL.Refusal {
    fileprivate init(_ description: String) {
        self.description = description
    }
}
