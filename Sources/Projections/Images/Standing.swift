/// Whether a record counts, or why not.
///
/// Source: metric dictionary, section 1.1; of both at once, archived.
package enum Standing: UInt8, Sendable, CaseIterable {
    case live = 0
    case archived = 1
    case absorbed = 2
}

/// A record on either side of a change; `nil` where it is not there.
package struct ImageChange<Image: Sendable>: Sendable {
    package let before: Image?
    package let after: Image?

    package init(before: Image?, after: Image?) {
        self.before = before
        self.after = after
    }
}

/// Images that changed, by type of record; order among records carries no meaning.
package struct ImageChanges: Sendable {
    package var deals: [ImageChange<DealImage>] = []
    package var contacts: [ImageChange<ContactImage>] = []
    package var companies: [ImageChange<CompanyImage>] = []
    package var activities: [ImageChange<ActivityImage>] = []

    package init() {}

    package var count: Int {
        deals.count + contacts.count + companies.count + activities.count
    }
}
