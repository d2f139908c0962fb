import HubSpotModel

/// A change of one property that has been found, before its event has a sequence number.
struct StagedChange {
    let property: Symbol
    let before: StoredValue
    /// `.missing` where `personal` is set.
    let after: StoredValue
    /// The new text of a personal property.
    let personal: String?
}
