package import HubSpotModel

/// A company.
package struct CompanyImage: Sendable, Equatable {
    package let ref: RecordRef
    package let standing: Standing
    package let created: Instant?
    /// As written; 0 when blank.
    package let industry: TextCode
    package let name: PersonalText
    package let domain: PersonalText

    package var isLive: Bool { standing == .live }
}
