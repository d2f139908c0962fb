import Foundation
import HTTPTypes
import Hummingbird

/// Lets in requests for this host only, with the secret where one is set.
///
/// On loopback a page of another site could reach the server under its own name; the `Host` check
/// refuses that. On any other address the browser asks for the secret as a password.
struct AccessGate<Context: RequestContext>: RouterMiddleware {
    /// Host names that count as this server; `nil` when bound to more than loopback.
    let hosts: Set<String>?
    let secret: [UInt8]?

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let hosts {
            let authority = request.head.authority ?? ""
            guard hosts.contains(Self.hostName(authority)) else {
                throw HTTPError(
                    .misdirectedRequest, message: "this server answers on loopback names only")
            }
        }
        if let secret, !Self.isGranted(request.headers[.authorization], secret) {
            throw HTTPError(
                .unauthorized,
                headers: [.wwwAuthenticate: "Basic realm=\"hubledger\", charset=\"UTF-8\""],
                message: "the password is HUBLEDGER_SERVER_SECRET")
        }
        return try await next(request, context)
    }

    /// The name in `name:port`, also of `[::1]:8001`.
    static func hostName(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[...end])
        }
        return String(authority.prefix { $0 != ":" })
    }

    /// Whether an `Authorization` header carries the secret, as Bearer token or Basic password.
    static func isGranted(_ header: String?, _ secret: [UInt8]) -> Bool {
        guard let header else { return false }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return false }
        switch parts[0].lowercased() {
        case "bearer":
            return isEqual(Array(parts[1].utf8), secret)
        case "basic":
            guard let decoded = Data(base64Encoded: String(parts[1])),
                let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
            else { return false }
            return isEqual(Array(decoded[decoded.index(after: colon)...]), secret)
        default:
            return false
        }
    }

    /// Compares every byte, so that the time tells nothing of the secret.
    private static func isEqual(_ given: [UInt8], _ secret: [UInt8]) -> Bool {
        var difference = UInt8(given.count == secret.count ? 0 : 1)
        for index in secret.indices {
            difference |= secret[index] ^ (index < given.count ? given[index] : 0)
        }
        return difference == 0
    }
}
