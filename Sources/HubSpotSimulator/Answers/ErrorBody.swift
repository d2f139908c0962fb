/// A request that the API refuses, with HubSpot's error envelope.
///
/// Source: developers.hubspot.com/docs/api-reference/error-handling.
struct APIError: Error {
    var status: Int
    var message: String
    var category: String?
    var subCategory: String?
    var context: [JSONValue.Member] = []
    var errors: [JSONValue] = []
    var links: [JSONValue.Member] = []

    init(_ status: Int, _ message: String, category: String? = nil) {
        self.status = status
        self.message = message
        self.category = category
    }

    static func validation(_ message: String) -> APIError {
        APIError(400, message, category: "VALIDATION_ERROR")
    }

    /// The form of refused searches, which has no category.
    static func problemWithRequest() -> APIError {
        APIError(400, "There was a problem with the request.")
    }

    static func notFound(_ message: String = "resource not found") -> APIError {
        APIError(404, message, category: "OBJECT_NOT_FOUND")
    }

    static func missingScopes(_ scopes: [String]) -> APIError {
        var error = APIError(
            403,
            "This app hasn't been granted all required scopes to make this call. "
                + "Read more about required scopes here: https://developers.hubspot.com/scopes.",
            category: "MISSING_SCOPES")
        error.errors = [
            [
                "message": "One or more of the following scopes are required.",
                "context": ["requiredGranularScopes": .array(scopes.map(JSONValue.string))],
            ]
        ]
        error.links = [.init(name: "scopes", value: "https://developers.hubspot.com/scopes")]
        return error
    }

    static func invalidAuthentication() -> APIError {
        APIError(
            401,
            "Authentication credentials not found. This API supports OAuth 2.0 authentication "
                + "and you can find more details at https://developers.hubspot.com/docs/methods/"
                + "auth/oauth-overview",
            category: "INVALID_AUTHENTICATION")
    }

    /// What a token that is not even well formed gets: "expired" at the epoch.
    static func malformedToken(now: Stamp) -> APIError {
        var error = APIError(
            401,
            "The OAuth token used to make this call expired "
                + "\(now / StampText.dayMilliseconds) day(s) ago.",
            category: "EXPIRED_AUTHENTICATION")
        error.context = [
            .init(name: "expire time", value: ["1970-01-01T00:00:00Z"])
        ]
        return error
    }

    func answer(correlationID: String) -> Answer {
        var value: JSONValue = [
            "status": "error", "message": .string(message),
            "correlationId": .string(correlationID),
        ]
        if let category { value.set("category", .string(category)) }
        if let subCategory { value.set("subCategory", .string(subCategory)) }
        if !context.isEmpty { value.set("context", .object(context)) }
        if !errors.isEmpty { value.set("errors", .array(errors)) }
        if !links.isEmpty { value.set("links", .object(links)) }
        return .json(value, status: status)
    }
}
