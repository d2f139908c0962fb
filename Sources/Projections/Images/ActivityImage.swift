package import HubSpotModel

/// A call, e-mail, meeting, task or note.
package struct ActivityImage: Sendable, Equatable {
    package let object: ObjectType
    package let ref: RecordRef
    package let standing: Standing
    /// Where it is placed in time, after the fallbacks of its type.
    package let time: Instant?
    /// Whether it is an activity once its time is before `asOf`.
    ///
    /// Source: metric dictionary, section 1.10.
    package let counts: Bool
    /// A received e-mail, which is counted apart.
    package let isIncoming: Bool
    /// 0 for nobody.
    package let owner: TextCode
    /// Of calls: answered.
    package let isConnected: Bool
    /// Of calls, in milliseconds.
    package let duration: Int64
    /// Of meetings, upper case; `NONE` when blank.
    package let outcome: TextCode
    /// Of tasks: neither completed nor deferred.
    package let isOpenTask: Bool
    /// Of tasks: `hs_timestamp`.
    package let due: Instant?
    package let subject: PersonalText
    /// Deals that it is linked with, merges settled, each once; they need not be live.
    package let deals: [RecordRef]

    package var isLive: Bool { standing == .live }
}
