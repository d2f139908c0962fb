/// One link of a record, as HubSpot answered it, its types in their own order and without repeats.
package struct PortalLink: Hashable, Sendable {
    package let target: RecordID
    package let types: [AssociationType]

    package init(target: RecordID, types: [AssociationType]) {
        self.target = target
        self.types = Array(Set(types)).sorted()
    }
}
