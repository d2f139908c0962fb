/// What a request asks for; requests are counted by it, and it says which limit they draw on.
package enum RequestKind: String, Sendable, CaseIterable {
    case list
    case search
    case batchRead
    case associations
    case owners
    case pipelines
    case properties
    case account

    var limit: RateLimit {
        switch self {
        case .search: .search
        case .associations: .associations
        case .list, .batchRead, .owners, .pipelines, .properties, .account: .burst
        }
    }
}

/// HubSpot's limits, each with a budget of its own.
///
/// Source: usage guidelines; search and association batches are exempt from the ten-second limit in
/// HubSpot's OpenAPI descriptions.
package enum RateLimit: String, Sendable, CaseIterable {
    /// In any ten seconds, all other requests of this app.
    case burst
    /// In any second, for the account.
    case search
    /// In any ten seconds.
    case associations

    var windowMilliseconds: Int64 {
        switch self {
        case .burst, .associations: 10_000
        case .search: 1_000
        }
    }
}
