import HTTPClient

/// What the body of an error says; everything is optional, since the edge answers HTML or text.
struct ErrorBody: Sendable, Equatable {
    var category: String?
    var subCategory: String?
    var message: String?
    var policyName: String?
    var correlationID: String?
    /// Scopes named as missing.
    var scopes: [String] = []

    init() {}

    /// Reads HubSpot's error envelope; a body that is none gives no fields.
    init(_ body: [UInt8]) {
        guard let json = try? JSONValue(body) else { return }
        category = json["category"].text ?? json["errorType"].text
        subCategory = json["subCategory"].text
        message = json["message"].text
        policyName = json["policyName"].text
        correlationID = json["correlationId"].text
        for source in [json] + json["errors"].elements {
            let context = source["context"]
            scopes += context["requiredGranularScopes"].texts + context["requiredScopes"].texts
        }
    }

    /// Category and sub-category, which are words of HubSpot's and never data of a record.
    var words: String? {
        guard let category else { return subCategory }
        return subCategory.map { "\(category) (\($0))" } ?? category
    }

    var isAuthentication: Bool {
        category == "INVALID_AUTHENTICATION" || category == "EXPIRED_AUTHENTICATION"
    }

    var isScope: Bool {
        category == "MISSING_SCOPES"
            || message?.contains("does not have proper permissions") == true
    }
}
