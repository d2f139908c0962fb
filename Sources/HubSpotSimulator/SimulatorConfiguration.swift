/// How the simulated portal is made and served.
package struct SimulatorConfiguration: Sendable {
    /// The port on 127.0.0.1; 0 takes any free one.
    package var port: Int
    /// Same seed and same `now`: the same bytes of every answer.
    package var seed: UInt64
    /// Multiplies the record counts of the default portal, 0.01 … 10.
    package var scale: Double
    /// The portal's clock at the start, epoch milliseconds; nil is the real clock.
    package var now: Int64?
    /// False freezes the clock until a control call moves it.
    package var clockRuns: Bool
    /// HubSpot's limits: burst, search, associations and day.
    package var enforcesRateLimits: Bool
    /// Added to every answer of the API.
    package var latencyMilliseconds: Int
    /// The only bearer token that is let in.
    package var token: String
    package var portalID: Int64
    /// An IANA name.
    package var timeZone: String
    /// The company currency, ISO 4217.
    package var currency: String
    /// How long changes take to become visible to search.
    package var indexLagMilliseconds: Int
    /// Refuses search bodies of more than 3,000 characters.
    package var enforcesSearchBodyLimit: Bool
    /// Targets per record in one answer of the association endpoints.
    package var associationPageSize: Int

    package init(
        port: Int = 0, seed: UInt64 = 1, scale: Double = 1, now: Int64? = nil,
        clockRuns: Bool = true, enforcesRateLimits: Bool = false, latencyMilliseconds: Int = 0,
        token: String = "simulated-portal-token", portalID: Int64 = 4_242_424,
        timeZone: String = "Europe/London", currency: String = "GBP",
        indexLagMilliseconds: Int = 0, enforcesSearchBodyLimit: Bool = true,
        associationPageSize: Int = 500
    ) {
        self.port = port
        self.seed = seed
        self.scale = scale
        self.now = now
        self.clockRuns = clockRuns
        self.enforcesRateLimits = enforcesRateLimits
        self.latencyMilliseconds = latencyMilliseconds
        self.token = token
        self.portalID = portalID
        self.timeZone = timeZone
        self.currency = currency
        self.indexLagMilliseconds = indexLagMilliseconds
        self.enforcesSearchBodyLimit = enforcesSearchBodyLimit
        self.associationPageSize = associationPageSize
    }

    var settings: PortalSettings {
        PortalSettings(
            token: token, latencyMilliseconds: latencyMilliseconds,
            enforcesRateLimits: enforcesRateLimits,
            indexLagMilliseconds: Int64(indexLagMilliseconds),
            enforcesSearchBodyLimit: enforcesSearchBodyLimit,
            associationPageSize: associationPageSize)
    }
}
