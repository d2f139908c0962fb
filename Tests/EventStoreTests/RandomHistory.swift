import EventStore
import HubSpotModel
import LedgerTestSupport

/// Random changes of a small portal, told to a ledger and to a model of it.
struct RandomHistory {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// One commit with a few changes.
    mutating func step(_ writer: LedgerWriter, _ model: inout LedgerModel) async throws {
        var changes: [Change] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) { changes.append(change(model)) }
        for change in changes { model.take(change) }
        let written = changes
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            for change in written {
                switch change {
                case .draft(let draft): try ledger.append(draft)
                case .history(let key, let versions): try ledger.learn(versions, of: key)
                case .erase(let key): try ledger.erase(key)
                }
            }
        }
    }

    enum Change: Sendable {
        case draft(EventDraft)
        case history(RecordKey, [String: [PropertyVersion]])
        case erase(RecordKey)
    }

    private mutating func change(_ model: LedgerModel) -> Change {
        let key = randomKey()
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<10:
            return .draft(
                EventDraft(
                    .created, of: key, sourceTime: 5_000, values: randomValues(),
                    asked: Set(Self.names), createdAt: 1_000))
        case 10..<12:
            return .draft(EventDraft(.propertiesChanged, of: key, values: randomValues()))
        case 12:
            return .draft(EventDraft(.archived, of: key, sourceTime: 9, archivedAt: 9))
        case 13:
            return .draft(EventDraft(.merged, of: key, mergedInto: "3"))
        case 14: return .draft(EventDraft(.purged, of: key))
        case 15 where model.images[key] != nil: return .erase(key)
        case 16: return .history(key, randomVersions())
        default:
            return .draft(
                EventDraft(
                    .linksChanged, of: key,
                    links: [LinkDraft(to: .companies, links: randomLinks())]))
        }
    }

    static let names = ["amount", "dealname", "dealstage", "closedate", "é", "pipeline"]
    private static let texts = [
        "", "1", "1.50", "Ann", "Bob", "won", "lost", "2026-01-01", "e\u{301}", "\u{E9}",
        String(repeating: "long ", count: 30),
    ]

    private mutating func randomKey() -> RecordKey {
        let ids: [RecordID] = ["1", "2", "3", "18446744073709551615", "word", "007"]
        let id = ids[Int.random(in: ids.indices, using: &random)]
        return RecordKey(Bool.random(using: &random) ? .deals : .contacts, id)
    }

    private mutating func randomText() -> String {
        Self.texts[Int.random(in: Self.texts.indices, using: &random)]
    }

    private mutating func randomValues() -> [NamedValue] {
        Self.names.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random)).map {
            NamedValue(name: $0, value: randomText())
        }
    }

    private mutating func randomVersions() -> [String: [PropertyVersion]] {
        var versions: [String: [PropertyVersion]] = [:]
        for name in ["amount", "dealname", "dealstage"] where Bool.random(using: &random) {
            versions[name] = (0..<Int.random(in: 0...4, using: &random)).map { index in
                PropertyVersion(
                    value: Bool.random(using: &random) ? randomText() : nil,
                    timestamp: Int64(10 - index / 2),
                    cause: index == 0 ? nil : Cause(sourceType: "API", sourceID: "7"))
            }
        }
        return versions
    }

    private mutating func randomLinks() -> [PortalLink] {
        let types = [
            AssociationType(category: "HUBSPOT_DEFINED", typeID: 5, label: "Primary"),
            AssociationType(category: "HUBSPOT_DEFINED", typeID: 341, label: nil),
            AssociationType(category: "USER_DEFINED", typeID: 28, label: "a|b"),
        ]
        return (["1", "20", "3", "x"] as [RecordID]).shuffled(using: &random)
            .prefix(Int.random(in: 0...4, using: &random)).map { id in
                PortalLink(
                    target: id,
                    types: Array(
                        types.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
                    ))
            }
    }
}
