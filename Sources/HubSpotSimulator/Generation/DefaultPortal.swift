/// The portal a simulator starts with: the size and shape of a real sales team's account.
///
/// Everything follows from seed, scale and `now`; nothing is drawn from the machine.
struct DefaultPortal {
    var portal: Portal
    let size: PortalSize
    let calendar: WorkCalendar
    let seed: UInt64
    /// What the makers of later types need to know of earlier ones.
    var contacts: [ContactOutline] = []
    var companyIDs: [UInt64] = []
    var deals: [DealOutline] = []

    struct ContactOutline {
        var id: UInt64
        /// Position in `PropertyCatalogue.lifecycleStages`, or nil.
        var stage: Int?
        /// Position in `companyIDs`, or nil.
        var company: Int?
    }

    struct DealOutline {
        var id: UInt64
        var createdAt: Stamp
        /// Nil while open.
        var closedAt: Stamp?
        var isWon: Bool
    }

    /// - Parameter size: other counts than those of the configuration's scale.
    static func make(
        _ configuration: SimulatorConfiguration, size: PortalSize? = nil
    ) -> Portal {
        let now = configuration.now ?? SimulatedClock.real()
        let zone = PortalZone(identifier: configuration.timeZone)
        let account = Account(
            portalID: configuration.portalID, zone: zone, currency: configuration.currency,
            additionalCurrencies: ["EUR", "USD"].filter { $0 != configuration.currency })
        let calendar = WorkCalendar(now: now, zone: zone)
        let portal = Portal(
            clock: SimulatedClock(now: now, runs: false), settings: configuration.settings,
            account: account, owners: owners(calendar), pipelines: [pipeline(calendar)])
        var maker = DefaultPortal(
            portal: portal, size: size ?? PortalSize(scale: configuration.scale),
            calendar: calendar,
            seed: configuration.seed)
        maker.makeAll()
        maker.portal.clock = SimulatedClock(now: now, runs: configuration.clockRuns)
        return maker.portal
    }

    /// A stream of random numbers of its own for each subject: changing one leaves the others.
    func random(_ subject: String) -> SplitMix64 {
        SplitMix64(seed: SplitMix64.hash(subject.utf8, seed: SplitMix64.mix(seed)))
    }

    private mutating func makeAll() {
        makeCompanyIDs()
        makeContacts()
        makeCompanies()
        makeDeals()
        for kind in ObjectKind.allCases where kind.isActivity { makeActivities(kind) }
        mergeSome()
        portal.indexAll()
    }

    /// Ascending ids with small gaps, as deleted and foreign records leave them.
    static func ids(from base: UInt64, count: Int, _ random: inout SplitMix64) -> [UInt64] {
        var id = base
        return (0..<count).map { _ in
            id += 1 + UInt64(random.chance(0.2) ? random.below(9) : 0)
            return id
        }
    }

    /// Merges the newest pairs on days past, by the rules that control calls follow too.
    private mutating func mergeSome() {
        for kind in [ObjectKind.contacts, .companies] {
            var random = random("merge \(kind.name)")
            for pair in 0..<size.mergedPairs(kind) {
                let records = portal.tables[kind.rawValue].records
                let live = records.indices.filter { index in
                    !records[index].isArchived && records[index].createdAt < calendar.startOfToday
                }
                let first = live[random.below(live.count - 1)]
                let second = live[(live.firstIndex(of: first) ?? 0) + 1]
                let earliest = max(records[first].updatedAt, records[second].updatedAt)
                let at = min(
                    calendar.latest,
                    max(earliest + 1, calendar.instant(daysAgo: 1 + random.below(60), &random)))
                portal.clock.set(at)
                // The portal has both forms: before 2025 the primary kept its id.
                _ = try? portal.merge(
                    kind, primary: records[first].id, secondary: records[second].id,
                    form: pair.isMultiple(of: 2) ? .new : .old)
            }
        }
        portal.clock.set(calendar.now)
    }
}
