package import HubSpotModel

/// All links of one record to the records of one type, as HubSpot answered them.
package struct LinkDraft: Sendable {
    package var to: ObjectType
    /// Those that are there; the ledger's others are taken as removed.
    package var links: [PortalLink]

    package init(to: ObjectType, links: [PortalLink]) {
        self.to = to
        self.links = links
    }
}
