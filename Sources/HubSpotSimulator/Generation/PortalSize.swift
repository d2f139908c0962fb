/// How many live records of each type a portal has.
struct PortalSize: Sendable {
    /// Counts of the account that the default portal is modelled on.
    static let full: [ObjectKind: Int] = [
        .contacts: 44_602, .companies: 17_781, .deals: 75, .calls: 86, .meetings: 3670,
        .tasks: 7113, .notes: 918, .emails: 420,
    ]

    private let counts: [ObjectKind: Int]

    /// A dozen deals and five of the rest at least, so that small portals show something too.
    init(scale: Double) {
        self.init(counts: Self.full.mapValues { Int((Double($0) * scale).rounded()) })
    }

    init(counts: [ObjectKind: Int]) {
        self.counts = counts
    }

    func count(_ kind: ObjectKind) -> Int {
        max(kind == .deals ? 12 : 5, counts[kind] ?? 0)
    }

    /// Records in the recycle bin, on top of the live ones.
    func archivedCount(_ kind: ObjectKind) -> Int {
        switch kind {
        case .contacts: max(3, count(kind) / 1000)
        case .companies: max(2, count(kind) / 1500)
        case .deals: 2
        case .tasks: max(2, count(kind) / 800)
        case .meetings: max(1, count(kind) / 900)
        case .calls, .notes, .emails: 1
        }
    }

    /// Pairs that were merged into one live record each.
    func mergedPairs(_ kind: ObjectKind) -> Int {
        switch kind {
        case .contacts: max(2, count(kind) / 5000)
        case .companies: max(1, count(kind) / 6000)
        default: 0
        }
    }

    /// Records to make: the live ones, the bin, and one more for each merge.
    func total(_ kind: ObjectKind) -> Int {
        count(kind) + archivedCount(kind) + mergedPairs(kind)
    }
}
