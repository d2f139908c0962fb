package import HubSpotModel

/// The account whose records are folded.
package struct PortalAccount: Sendable, Equatable {
    package let portalID: Int
    package let uiDomain: String?
    /// IANA name; shown, never looked up.
    package let timeZone: String
    package let zone: ZoneRules
    /// ISO 4217, upper case.
    package let companyCurrency: String

    package init(
        portalID: Int, uiDomain: String?, timeZone: String, zone: ZoneRules,
        companyCurrency: String
    ) {
        self.portalID = portalID
        self.uiDomain = uiDomain
        self.timeZone = timeZone
        self.zone = zone
        self.companyCurrency = companyCurrency
    }
}

/// What stays the same while a log is folded.
///
/// A read model holds for one context: when it changes, the engine rebuilds.
package struct ProjectionContext: Sendable, Equatable {
    package let account: PortalAccount
    /// Those that count, in display order, then id order.
    package let pipelines: [DealPipeline]
    package let configuration: MetricsConfiguration

    package init(
        account: PortalAccount, pipelines: [DealPipeline],
        configuration: MetricsConfiguration
    ) {
        self.account = account
        self.pipelines =
            pipelines
            .filter { configuration.counts(pipeline: $0.id) }
            .sorted {
                $0.displayOrder == $1.displayOrder
                    ? RecordID($0.id) < RecordID($1.id) : $0.displayOrder < $1.displayOrder
            }
        self.configuration = configuration
    }

}

extension MetricsConfiguration {
    func counts(pipeline id: String) -> Bool { pipelineIds?.contains(id) ?? true }
}
