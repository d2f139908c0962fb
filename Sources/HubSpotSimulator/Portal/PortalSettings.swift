/// What a test or demo may switch while the portal runs.
struct PortalSettings: Sendable {
    var token: String
    var latencyMilliseconds: Int
    var enforcesRateLimits: Bool
    var limits = RateLimiter.Limits()
    /// How long changes take to become visible to search, in clock milliseconds.
    var indexLagMilliseconds: Stamp
    /// Whether a search body of more than 3,000 characters is refused; sources conflict on it.
    var enforcesSearchBodyLimit: Bool
    /// Targets per record in one answer of the association endpoints.
    var associationPageSize: Int
    var ownerPageSizeMax = 500
    /// Whether two ids merged into one record give it twice in one batch read; undocumented.
    var repeatsMergedRecords = false
    /// How many versions of a property are kept (undocumented); nil keeps all.
    var historyDepth: Int?
    /// Whether a value without tracked versions shows one version, stamped at creation.
    var synthesizesHistory = true
    /// Types whose scope the token lacks: 403.
    var missingScopes: Set<String> = []
}
