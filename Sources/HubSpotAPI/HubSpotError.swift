package import HTTPClient
package import HubSpotModel

/// A request to HubSpot that gave no usable answer, after every retry that could help.
///
/// Holds no token and nothing of a record.
package struct HubSpotError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: Equatable, Sendable {
        /// The token is malformed, expired or revoked.
        case invalidToken
        /// The token may not read this; the scopes HubSpot names, which can be none or wrong.
        case missingScope([String])
        case notFound
        /// HubSpot found fault with the request itself; its category and sub-category, if any.
        case badRequest(category: String?)
        /// The URL, or the body of a search, would exceed HubSpot's bounds.
        case requestTooLong
        /// Refused for going too fast, more often than we retry.
        case rateLimited(retryAfterSeconds: Int?)
        /// The account's requests of the day are used up: until its midnight, where that is known;
        /// the server's clock when it refused, where it told.
        case dailyQuota(until: Instant?, serverTime: Instant?)
        /// HubSpot, or something in front of it, cannot answer now.
        case unavailable(status: Int, retryAfterSeconds: Int?)
        /// No whole response came.
        case network(TransportError)
        /// A response came that is not what the endpoint promises.
        case invalidResponse(String)
        /// A status that HubSpot does not document for this request.
        case unexpectedStatus(Int)
    }

    package let code: Code
    package let request: RequestKind
    /// The type the request was about, where it was about one.
    package let object: ObjectType?
    /// HubSpot's number for the answer, to be given to its support.
    package let correlationID: String?

    package init(
        _ code: Code, request: RequestKind, object: ObjectType? = nil,
        correlationID: String? = nil
    ) {
        self.code = code
        self.request = request
        self.object = object
        self.correlationID = correlationID
    }

    /// Whether the same request can succeed later without anyone changing anything.
    package var isTransient: Bool {
        switch code {
        case .rateLimited, .dailyQuota, .unavailable, .invalidResponse: true
        case .network(let error): error.isTransient
        case .invalidToken, .missingScope, .notFound, .badRequest, .requestTooLong,
            .unexpectedStatus:
            false
        }
    }

    /// The exit code of a command that ends because of this.
    ///
    /// Source: sysexits.h.
    package var exitCode: Int32 {
        switch code {
        case .invalidToken, .missingScope: 77
        case .rateLimited, .dailyQuota, .unavailable(status: 423, _),
            .unavailable(status: 477, _):
            75
        case .unavailable, .network, .invalidResponse, .notFound, .unexpectedStatus: 69
        case .badRequest, .requestTooLong: 70
        }
    }

    /// One sentence telling the operator what to do.
    package var remedy: String {
        switch code {
        case .invalidToken:
            "Make a new service key in HubSpot and set HUBSPOT_API_KEY, without line end or spaces."
        case .missingScope(let scopes):
            scopes.isEmpty
                ? "Give the token the read scope of \(object?.name ?? "this object") in HubSpot."
                : "Give the token the scope \(scopes.joined(separator: " or ")) in HubSpot."
        case .notFound:
            "Check hubspot.apiVersion: this version may not have the endpoint."
        case .badRequest:
            "Check hubspot.extraProperties and hubspot.apiVersion; report it with the correlation id."
        case .requestTooLong:
            "Name fewer hubspot.extraProperties."
        case .rateLimited:
            "Lower hubspot.requestsPerTenSeconds: other programs may use the same token."
        case .dailyQuota:
            "Wait for midnight in the account's time zone, or raise the API limit in HubSpot."
        case .unavailable, .invalidResponse:
            "Try again later; if it lasts, look at status.hubspot.com."
        case .network(let error):
            error.remedy ?? "Try again later."
        case .unexpectedStatus:
            "Check HUBSPOT_BASE_URL: something else than HubSpot may answer there."
        }
    }

    package var description: String {
        let named = object.flatMap { $0.name == request.rawValue ? nil : $0.name }
        let about = named.map { " of \($0)" } ?? ""
        let id = correlationID.map { " (correlation id \($0))" } ?? ""
        return "HubSpot \(request.rawValue)\(about): \(reason)\(id). \(remedy)"
    }

    private var reason: String {
        switch code {
        case .invalidToken: "the token is not valid"
        case .missingScope: "the token lacks a scope"
        case .notFound: "there is no such thing"
        case .badRequest(let category): "refused as \(category ?? "a bad request")"
        case .requestTooLong: "the request is too long"
        case .rateLimited(let seconds): "too many requests" + Self.retry(seconds)
        case .dailyQuota(let until, _):
            "the requests of the day are used up" + (until.map { ", until \($0)" } ?? "")
        case .unavailable(let status, let seconds):
            "not available, status \(status)" + Self.retry(seconds)
        case .network(let error): error.message
        case .invalidResponse(let what): "an answer that cannot be read: \(what)"
        case .unexpectedStatus(let status): "unexpected status \(status)"
        }
    }

    private static func retry(_ seconds: Int?) -> String {
        seconds.map { ", again in \($0) s" } ?? ""
    }
}
