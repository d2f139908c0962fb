internal import HubSpotModel

/// The best that is known of one property at an instant, while the log is walked.
///
/// Its last version stamped before the instant; where the first known one is later, what that
/// one's change replaced, else its own value.
struct PropertyPast: Sendable {
    let property: Symbol
    private(set) var value: StoredValue
    /// Whether the value is the first known one, and not one that was true by then.
    private(set) var isReconstructed: Bool
    private var stamp: Stamp

    /// The order of versions: by time; at the same time what was observed stands at the outer end
    /// of the history, which lists its versions by place.
    private struct Stamp: Comparable {
        let time: Int64
        let level: UInt64

        static func < (left: Stamp, right: Stamp) -> Bool {
            (left.time, left.level) < (right.time, right.level)
        }
    }

    /// One version of a property.
    struct Version {
        let property: Symbol
        let value: StoredValue
        /// What it replaced, where the change itself was seen.
        let replaced: StoredValue?
        let time: Int64
        /// Among versions of a history with the same stamp, oldest first; `nil` of an observation.
        let place: UInt32?
    }

    private var isBefore: Bool

    init(_ version: Version, at instant: Int64) {
        property = version.property
        isBefore = version.time < instant
        stamp = Self.stamp(version, isBefore: isBefore)
        value = version.value
        isReconstructed = false
        if !isBefore { takeFirst(version) }
    }

    mutating func take(_ version: Version, at instant: Int64) {
        let isVersionBefore = version.time < instant
        let new = Self.stamp(version, isBefore: isVersionBefore)
        if isVersionBefore {
            guard !isBefore || new >= stamp else { return }
            isBefore = true
            isReconstructed = false
            value = version.value
        } else {
            guard !isBefore, new < stamp else { return }
            takeFirst(version)
        }
        stamp = new
    }

    private mutating func takeFirst(_ version: Version) {
        value = version.replaced ?? version.value
        isReconstructed = version.replaced == nil && !version.value.isMissing
    }

    private static func stamp(_ version: Version, isBefore: Bool) -> Stamp {
        // Before the instant the observation is last, after it the first.
        let observed: UInt64 = isBefore ? .max : 0
        return Stamp(
            time: version.time, level: version.place.map { UInt64($0) + 1 } ?? observed)
    }
}
