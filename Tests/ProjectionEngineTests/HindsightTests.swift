import EventStore
import Foundation
import HubSpotModel
import LedgerTestSupport
import Projections
import Testing

@testable import ProjectionEngine

/// Readings with hindsight against a slow reference: every version of every property in a list,
/// sorted, and the portal of that instant written into a ledger of its own.
@Suite("Hindsight")
struct HindsightTests {
    private static let day: Int64 = 86_400_000

    // MARK: - A random past

    /// Records that are made, changed, archived, restored, merged and purged; some changes have a
    /// source time and some do not.
    private static func ledger(seed: UInt64) async throws -> FoldedLedger {
        let ledger = try await FoldedLedger()
        var random = SplitMix64(seed: seed)
        for round in 0..<25 {
            ledger.setClock(FoldedLedger.start + Int64(round) * day)
            let drafts = (0..<Int.random(in: 2...8, using: &random)).map { _ in
                draft(&random, now: FoldedLedger.start + Int64(round) * day)
            }
            let learned = (0..<2).map { _ in history(&random) }
            try await ledger.commit { ledger in
                for draft in drafts { try ledger.append(draft) }
                for (key, versions) in learned { try ledger.learn(versions, of: key) }
            }
        }
        return ledger
    }

    private static func key(_ random: inout SplitMix64) -> RecordKey {
        RecordKey(.deals, .number(UInt64.random(in: 1...14, using: &random)))
    }

    private static func createdAt(_ key: RecordKey) -> Int64 {
        let number = Int64(key.id.text.utf8.reduce(7) { $0 &* 31 &+ UInt32($1) } % 97)
        return FoldedLedger.start - 90 * day + number * day + number
    }

    private static func draft(_ random: inout SplitMix64, now: Int64) -> EventDraft {
        let key = key(&random)
        let told = Bool.random(using: &random)
        let time = now - Int64.random(in: 0...40, using: &random) * day
        switch Int.random(in: 0..<16, using: &random) {
        case 0:
            return EventDraft(
                .archived, of: key, sourceTime: time, createdAt: createdAt(key), archivedAt: time)
        case 1: return EventDraft(.purged, of: key)
        case 2: return EventDraft(.merged, of: key, createdAt: createdAt(key))
        case 3:
            return EventDraft(
                .linksChanged, of: key,
                links: [
                    LinkDraft(
                        to: .contacts,
                        links: [
                            PortalLink(
                                target: .number(UInt64.random(in: 1...5, using: &random)),
                                types: [])
                        ])
                ])
        case 4, 5:
            let contact = RecordKey(
                .contacts, .number(UInt64.random(in: 1...5, using: &random)))
            return EventDraft(
                .created, of: contact, sourceTime: told ? time : nil,
                values: [
                    NamedValue(
                        name: "hs_analytics_source",
                        value: ["OFFLINE", "REFERRALS", ""].randomElement(using: &random) ?? ""),
                    NamedValue(
                        name: "lifecyclestage",
                        value: ["lead", "customer"].randomElement(using: &random) ?? ""),
                    NamedValue(
                        name: "firstname", value: "N\(Int.random(in: 0...3, using: &random))"),
                ], createdAt: createdAt(contact))
        default:
            return EventDraft(
                .created, of: key, sourceTime: told ? time : nil,
                values: [
                    NamedValue(
                        name: "dealstage",
                        value: ["open", "won", "elsewhere"].randomElement(using: &random) ?? ""),
                    NamedValue(
                        name: "amount", value: "\(Int.random(in: 0...90_000, using: &random))"),
                    NamedValue(
                        name: "hubspot_owner_id",
                        value: ["1", "2", ""].randomElement(using: &random) ?? ""),
                    NamedValue(
                        name: "dealname", value: "D\(Int.random(in: 0...9, using: &random))"),
                    NamedValue(
                        name: "closedate", value: Instant(milliseconds: time + 9 * day).description),
                ], createdAt: createdAt(key))
        }
    }

    private static func history(
        _ random: inout SplitMix64
    ) -> (RecordKey, [String: [PropertyVersion]]) {
        let stamp = FoldedLedger.start - Int64.random(in: -20...90, using: &random) * day
        func versions(_ values: [String]) -> [PropertyVersion] {
            // Several of one stamp: the first listed is the newest.
            (0..<Int.random(in: 1...2, using: &random)).map { _ in
                PropertyVersion(
                    value: values.randomElement(using: &random), timestamp: stamp, cause: nil)
            }
        }
        return (
            key(&random),
            ["dealstage": versions(["open", "won"]), "amount": versions(["5", "70", "900"])]
        )
    }

    // MARK: - The slow reference

    private struct Version {
        let time: Int64
        /// `nil` of an observation.
        let place: UInt32?
        let sequence: UInt64
        let before: String?
        let after: String?
        let isFirstSight: Bool
    }

    private struct Past {
        var versions: [String: [Version]] = [:]
        var states: [(time: Int64, sequence: UInt64, kind: EventKind)] = []
        var links: [(target: RecordKey, types: Int)] = []
        var wasSeen = false
    }

    private static func pasts(_ reader: LedgerReader) throws -> [RecordKey: Past] {
        let symbols = try reader.symbols()
        var pasts: [RecordKey: Past] = [:]
        func text(_ value: StoredValue) throws -> String? {
            if case .personal(let reference) = value { return try reader.personalText(reference) }
            return value.text(symbols)
        }
        try reader.forEachBatch { batch in
            for event in batch.events {
                guard let key = event.key else { continue }
                let time = event.sourceTime ?? batch.observedTime
                var past = pasts[key] ?? Past()
                for change in batch.changes[event.changes] {
                    past.versions[symbols.text(change.property), default: []].append(
                        Version(
                            time: time, place: event.kind == .historyLearned ? event.place : nil,
                            sequence: event.sequence.rawValue, before: try text(change.before),
                            after: try text(change.after), isFirstSight: event.kind == .created))
                }
                for link in batch.links[event.links]
                where !past.links.contains(where: { $0.target == link.target }) {
                    past.links.append((link.target, link.after.count))
                }
                if event.kind != .historyLearned, event.kind != .linksChanged {
                    past.wasSeen = true
                }
                if [.archived, .restored, .merged, .purged].contains(event.kind) {
                    past.states.append((time, event.sequence.rawValue, event.kind))
                }
                pasts[key] = past
            }
            return true
        }
        return pasts
    }

    private static func value(_ versions: [Version], at instant: Int64) -> String? {
        func later(_ left: Version, _ right: Version) -> Bool {
            (left.time, left.place.map(UInt64.init) ?? .max, left.sequence)
                < (right.time, right.place.map(UInt64.init) ?? .max, right.sequence)
        }
        if let last = versions.filter({ $0.time < instant }).max(by: later) { return last.after }
        let first = versions.min { left, right in
            (left.time, left.place.map { UInt64($0) + 1 } ?? 0, left.sequence)
                < (right.time, right.place.map { UInt64($0) + 1 } ?? 0, right.sequence)
        }
        guard let first else { return nil }
        return first.place != nil || first.isFirstSight ? first.after : first.before
    }

    /// The portal as of an instant in a ledger of its own.
    private static func reference(
        _ ledger: FoldedLedger, at instant: Int64
    ) async throws -> FoldedLedger {
        let made = try await FoldedLedger()
        let pasts = try pasts(ledger.writer.reader)
        try await made.commit { target in
            for (key, past) in pasts.sorted(by: { $0.key < $1.key })
            where key.object == .deals || key.object == .contacts {
                guard past.wasSeen else { continue }
                let last = past.states.filter { $0.time < instant }
                    .max { ($0.time, $0.sequence) < ($1.time, $1.sequence) }
                if last?.kind == .purged { continue }
                let created = past.versions["createdAt"].flatMap { value($0, at: instant) }
                    .flatMap { Instant(parsing: $0, zone: .utc) }
                if let created, created.milliseconds >= instant { continue }
                var values: [NamedValue] = []
                for (name, versions) in past.versions.sorted(by: { $0.key < $1.key })
                where !EnvelopeProperty.all.contains(name) {
                    if let value = value(versions, at: instant), !value.isEmpty {
                        values.append(NamedValue(name: name, value: value))
                    }
                }
                try target.append(
                    EventDraft(
                        .created, of: key, values: values, createdAt: created?.milliseconds))
                try learn(past, before: instant, of: key, in: &target)
                for link in past.links {
                    try addLink(of: key, to: link.target, past.links.map(\.target), in: &target)
                }
                switch last?.kind {
                case .archived:
                    let archivedAt = past.versions["archivedAt"].flatMap { value($0, at: instant) }
                        .flatMap { Instant(parsing: $0, zone: .utc) }
                    try target.append(
                        EventDraft(.archived, of: key, archivedAt: archivedAt?.milliseconds))
                case .merged: try target.append(EventDraft(.merged, of: key))
                default: break
                }
            }
        }
        return made
    }

    private static func addLink(
        of key: RecordKey, to target: RecordKey, _ all: [RecordKey],
        in ledger: inout LedgerTransaction
    ) throws {
        let ids = all.filter { $0.object == target.object }.map(\.id)
        try ledger.append(
            EventDraft(
                .linksChanged, of: key,
                links: [
                    LinkDraft(
                        to: target.object,
                        links: Set(ids).sorted().map { PortalLink(target: $0, types: []) })
                ]))
    }

    private static func learn(
        _ past: Past, before instant: Int64, of key: RecordKey, in ledger: inout LedgerTransaction
    ) throws {
        var lists: [String: [PropertyVersion]] = [:]
        for (name, versions) in past.versions {
            let learned = versions.filter { $0.place != nil && $0.time < instant }
                .sorted {
                    ($0.time, $0.place ?? 0, $0.sequence) > ($1.time, $1.place ?? 0, $1.sequence)
                }
            guard !learned.isEmpty else { continue }
            lists[name] = learned.map {
                PropertyVersion(value: $0.after, timestamp: $0.time, cause: nil)
            }
        }
        try ledger.learn(lists, of: key)
    }

    // MARK: - Comparing

    /// The document without what names the log itself.
    private static func tree(_ text: String) throws -> NSDictionary {
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        object["sequence"] = nil
        object["logHash"] = nil
        return object as NSDictionary
    }

    @Test(arguments: UInt64(1)...8)
    func aReadingWithHindsightEqualsTheSlowReference(seed: UInt64) async throws {
        let ledger = try await Self.ledger(seed: seed)
        var random = SplitMix64(seed: seed &* 977)
        for _ in 0..<6 {
            let instant = Instant(
                milliseconds: FoldedLedger.start + Int64.random(in: -80...30, using: &random)
                    * Self.day + Int64.random(in: -1...1, using: &random))
            let made = try ledger.writer.reader.hindsightState(
                .init(), before: instant,
                exactSince: Instant(milliseconds: FoldedLedger.start - 100 * Self.day))
            let expected = try await Self.reference(ledger, at: instant.milliseconds)
            let state = try expected.writer.reader.foldedState(
                .init(), in: expected.directory)
            let (left, right) = (
                try Self.tree(ledger.document(made.state, asOf: instant)),
                try Self.tree(expected.document(state, asOf: instant))
            )
            for key in left.allKeys.compactMap({ $0 as? String }) {
                #expect(
                    left[key] as? NSObject == right[key] as? NSObject,
                    "seed \(seed), \(instant), \(key)")
            }
            #expect(try made.state.sequence == ledger.writer.reader.head().sequence)
        }
    }

    @Test func whatIsNotKnownOfAnInstantIsCountedAndTooEarlyOnesAreRefused() async throws {
        let ledger = try await FoldedLedger()
        let now = FoldedLedger.start
        let key = RecordKey(.deals, .number(1))
        try await ledger.commit { ledger in
            try ledger.learn(
                [
                    "amount": [
                        PropertyVersion(value: "900", timestamp: now - 10 * Self.day, cause: nil),
                        PropertyVersion(value: "100", timestamp: now - 50 * Self.day, cause: nil),
                    ]
                ], of: key)
            try ledger.append(
                EventDraft(
                    .created, of: key, sourceTime: now - 10 * Self.day,
                    values: [
                        NamedValue(name: "amount", value: "900"),
                        NamedValue(name: "dealstage", value: "open"),
                    ], createdAt: now - 50 * Self.day))
        }
        func state(_ days: Int64) throws -> HindsightState {
            try ledger.writer.reader.hindsightState(
                .init(), before: Instant(milliseconds: now - days * Self.day),
                exactSince: Instant(milliseconds: now))
        }
        func amount(_ state: HindsightState) throws -> Int64? {
            state.state.models.pipeline.deals.first?.amount?.minorUnits
        }
        let late = try state(9)
        #expect(try amount(late) == 90_000)
        #expect(late.reconstructedValues == 0)
        let early = try state(20)
        #expect(try amount(early) == 10_000)
        // Stage and createdAt are first known ten days ago.
        #expect(early.reconstructedValues == 2)
        #expect(early.reconstructedRecords == 1)
        #expect(early.state.earliestHistory?.milliseconds == now - 50 * Self.day)
        let error = #expect(throws: BeforeAllHistory.self) { try state(51) }
        #expect(error?.earliest.milliseconds == now - 50 * Self.day)
        // At its own creation it is not there yet.
        #expect(try state(50).state.models.pipeline.deals.isEmpty)
    }
}
