package import HubSpotModel

/// The first time that a contact entered each stage of the funnel, where HubSpot says so.
package struct FunnelDates: Sendable, Equatable {
    private var lead: Instant?
    private var marketingQualifiedLead: Instant?
    private var salesQualifiedLead: Instant?
    private var opportunity: Instant?
    private var customer: Instant?
    private var evangelist: Instant?

    package init() {}

    package subscript(stage: FunnelStage) -> Instant? {
        get {
            switch stage {
            case .lead: lead
            case .marketingQualifiedLead: marketingQualifiedLead
            case .salesQualifiedLead: salesQualifiedLead
            case .opportunity: opportunity
            case .customer: customer
            case .evangelist: evangelist
            }
        }
        set {
            switch stage {
            case .lead: lead = newValue
            case .marketingQualifiedLead: marketingQualifiedLead = newValue
            case .salesQualifiedLead: salesQualifiedLead = newValue
            case .opportunity: opportunity = newValue
            case .customer: customer = newValue
            case .evangelist: evangelist = newValue
            }
        }
    }
}

/// A contact with what its figures need of other records.
package struct ContactImage: Sendable, Equatable {
    package let ref: RecordRef
    package let standing: Standing
    package let created: Instant?
    /// 0 for nobody.
    package let owner: TextCode
    /// Lower case; 0 when blank.
    package let lifecycle: TextCode
    /// The last stage of the funnel that it ever reached; `nil` where it reached none.
    ///
    /// Source: metric dictionary, section 1.8.
    package let furthest: FunnelStage?
    package let ownDates: FunnelDates
    package let leadStatus: TextCode
    /// Upper case; 0 when blank, which counts as `UNKNOWN`.
    package let statedSource: TextCode
    package let firstName: PersonalText
    package let lastName: PersonalText
    package let hasEmail: Bool
    package let counters: Counters
    package let signals: Signals
    package let lastContacted: Instant?
    /// Live companies, each once, in id order.
    package let companies: [RecordRef]

    package var isLive: Bool { standing == .live }

    /// Counts that HubSpot keeps of a contact.
    package struct Counters: Sendable, Equatable {
        package let pageViews: Int64
        package let visits: Int64
        package let conversions: Int64
        package let delivered: Int64
        package let opened: Int64
        package let clicked: Int64
        package let bounced: Int64
        package let contactedNotes: Int64
    }

    /// The latest of each kind of signal; of visits the first as well.
    package struct Signals: Sendable, Equatable {
        package let firstVisit: Instant?
        package let lastVisit: Instant?
        package let lastConversion: Instant?
        package let lastOpen: Instant?
        package let lastClick: Instant?
        package let lastReply: Instant?
    }

    /// Whether the contact ever reached a stage of the funnel, or a later one.
    package func hasReached(_ stage: FunnelStage) -> Bool {
        furthest.map { $0.rawValue >= stage.rawValue } ?? false
    }

    /// When the contact reached a stage; `nil` where it did not, or nothing tells when.
    package func reachTime(_ stage: FunnelStage) -> Instant? {
        ownDates[stage] ?? ownDates.earliest(from: stage.rawValue + 1)
            ?? (hasReached(stage) ? created : nil)
    }

    /// When the contact became a customer, as far as HubSpot dates it.
    ///
    /// Source: metric dictionary, section 10.4.
    package var customerTime: Instant? { ownDates[.customer] ?? ownDates[.evangelist] }
}

extension FunnelDates {
    /// The earliest date among the stages from a place of the funnel on.
    fileprivate func earliest(from place: Int) -> Instant? {
        var earliest: Instant?
        for place in place..<max(place, FunnelStage.allCases.count) {
            guard let stage = FunnelStage(rawValue: place), let date = self[stage] else { continue }
            if earliest.map({ date < $0 }) ?? true { earliest = date }
        }
        return earliest
    }
}
