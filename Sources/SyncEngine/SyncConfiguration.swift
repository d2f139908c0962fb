package import HubSpotModel

/// How to sync; durations in milliseconds.
package struct SyncConfiguration: Sendable {
    /// How far before the watermark a refresh looks again, for late index entries.
    package var overlap: Int64 = 300_000
    /// How far behind the trailing pass looks for late index entries, and how often.
    package var trailing: Int64 = 3_600_000
    /// How often everything is compared whole: every record, the bin, links, owners, pipelines,
    /// property catalogues and the account.
    package var reconcile: Int64 = 86_400_000
    /// Whether this run compares everything, due or not.
    package var reconcilesNow = false
    /// How often a run that found nothing says so in the log.
    package var completionInterval: Int64 = 3_600_000
    /// Further properties to read, by type.
    package var extraProperties: [ObjectType: [String]] = [:]
    /// Stands in for the account details where the token may not read them.
    package var account: PortalIdentity?
    /// Only these types; `nil` for all.
    package var only: Set<ObjectType>?
    /// One type after another in a fixed order, so that the same portal gives the same log.
    package var oneTypeAfterAnother = false
    /// Changes with the token and the address; not the token, and nothing to get it back from.
    package var connection = ""
    /// The local clock, epoch milliseconds.
    package var now: @Sendable () -> Int64
    /// Reads the rules of a zone by its IANA name.
    package var zoneRules: @Sendable (String) throws -> ZoneRules

    package init(
        now: @escaping @Sendable () -> Int64,
        zoneRules: @escaping @Sendable (String) throws -> ZoneRules
    ) {
        self.now = now
        self.zoneRules = zoneRules
    }

    /// The types of this run, in the order in which they are synced.
    var types: [ObjectType] {
        ObjectType.crmObjects.filter { only?.contains($0) ?? true }
    }

    var linkKinds: [AssociationKind] {
        AssociationKind.all.filter { only?.contains($0.from) ?? true }
    }
}
