import EventStore
import HubSpotModel
import LedgerTestSupport

extension FoldedLedger {
    /// Random changes of deals, contacts and calls: new values, archiving, restoring, purging,
    /// histories, links; a few to a commit.
    func change(count: Int, seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        var left = count
        while left > 0 {
            let step = min(left, Int.random(in: 1...5, using: &random))
            left -= step
            let drafts = (0..<step).map { _ in Self.draft(&random) }
            let learned = Self.history(&random)
            try await commit { ledger in
                for draft in drafts { try ledger.append(draft) }
                try ledger.learn(learned.history, of: learned.key)
            }
        }
    }

    private static func draft(_ random: inout SplitMix64) -> EventDraft {
        let id = RecordID.number(UInt64.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            return EventDraft(
                .archived, of: RecordKey(.deals, id), sourceTime: start - 86_400_000,
                archivedAt: start - 86_400_000)
        case 1: return EventDraft(.purged, of: RecordKey(.deals, id))
        case 2:
            return EventDraft(
                .created, of: RecordKey(.calls, id),
                values: [
                    NamedValue(name: "hs_timestamp", value: day(&random)),
                    NamedValue(name: "hs_call_status", value: "COMPLETED"),
                    NamedValue(name: "hubspot_owner_id", value: "\(id.text.count)"),
                ])
        case 3:
            return EventDraft(
                .linksChanged, of: RecordKey(.deals, id),
                links: [
                    LinkDraft(
                        to: .contacts,
                        links: [
                            PortalLink(
                                target: .number(UInt64.random(in: 1...9, using: &random)),
                                types: [])
                        ])
                ])
        case 4:
            return EventDraft(
                .created,
                of: RecordKey(.contacts, .number(UInt64.random(in: 1...9, using: &random))),
                values: [
                    NamedValue(name: "createdate", value: day(&random)),
                    NamedValue(
                        name: "hs_analytics_source",
                        value: ["OFFLINE", "REFERRALS", ""].randomElement(using: &random) ?? ""),
                    NamedValue(name: "lifecyclestage", value: "lead"),
                ])
        default:
            return EventDraft(
                .created, of: RecordKey(.deals, id),
                values: [
                    NamedValue(
                        name: "dealstage",
                        value: ["open", "won", "elsewhere"].randomElement(using: &random) ?? ""),
                    NamedValue(
                        name: "amount", value: "\(Int.random(in: 0...90_000, using: &random))"),
                    NamedValue(name: "createdate", value: day(&random)),
                    NamedValue(name: "closedate", value: day(&random)),
                ])
        }
    }

    private static func history(
        _ random: inout SplitMix64
    ) -> (key: RecordKey, history: [String: [PropertyVersion]]) {
        let key = RecordKey(.deals, .number(UInt64.random(in: 1...40, using: &random)))
        let stamp = start - Int64.random(in: 1...400, using: &random) * 86_400_000
        return (
            key,
            [
                "dealstage": [
                    PropertyVersion(
                        value: ["open", "won"].randomElement(using: &random), timestamp: stamp,
                        cause: nil)
                ],
                "amount": [
                    PropertyVersion(
                        value: "\(Int.random(in: 1...50_000, using: &random))", timestamp: stamp,
                        cause: nil)
                ],
            ]
        )
    }

    private static func day(_ random: inout SplitMix64) -> String {
        Instant(milliseconds: start - Int64.random(in: -20...500, using: &random) * 86_400_000)
            .description
    }
}
