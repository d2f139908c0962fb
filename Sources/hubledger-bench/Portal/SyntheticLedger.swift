import EventStore
import HubSpotModel

/// A ledger that is filled with a synthetic portal, without a network.
struct SyntheticLedger: Sendable {
    let portal: SyntheticPortal
    let directory: DataDirectory
    let writer: LedgerWriter

    private static let run: UInt64 = 1

    /// Makes the ledger and writes account, pipeline, owners, records and links into it.
    init(_ portal: SyntheticPortal, at path: String) async throws {
        self.portal = portal
        directory = DataDirectory(path)
        writer = try LedgerWriter.create(directory, .system)
        try await writeReferences()
        for (object, count) in portal.counts {
            for start in stride(from: 0, to: count, by: 1_000) {
                let places = start..<min(start + 1_000, count)
                _ = try await writer.commit(pass: .backfill, run: Self.run) { [portal] ledger in
                    for place in places {
                        try ledger.append(Self.created(portal.record(object, place), object))
                    }
                }
            }
        }
        try await writeLinks()
    }

    var reader: LedgerReader { writer.reader }

    /// The drafts of the changes with these numbers.
    func drafts(_ numbers: Range<Int>) -> [EventDraft] {
        numbers.map { number in
            let change = portal.change(number)
            return EventDraft(
                .propertiesChanged, of: change.key, sourceTime: change.time, values: change.values)
        }
    }

    /// Appends changes in one commit.
    func append(_ drafts: [EventDraft]) async throws {
        let commit = try await writer.commit(pass: .refresh, run: Self.run) { ledger in
            for draft in drafts { try ledger.append(draft) }
        }
        guard commit.eventCount == drafts.count else {
            throw BenchmarkError("\(drafts.count) changes gave \(commit.eventCount) events")
        }
    }

    /// Appends the changes with these numbers in one commit.
    func change(_ numbers: Range<Int>) async throws { try await append(drafts(numbers)) }

    private static func created(_ record: PortalRecord, _ object: ObjectType) -> EventDraft {
        EventDraft(
            .created, of: RecordKey(object, record.id), sourceTime: record.updatedAt,
            values: record.properties, createdAt: record.createdAt)
    }

    private func writeReferences() async throws {
        let zone = ZoneFile.rules("Europe/London")
        let account = [
            NamedValue(name: "portalId", value: "4242424"),
            NamedValue(name: "timeZone", value: "Europe/London"),
            NamedValue(name: "companyCurrency", value: "GBP"),
            NamedValue(name: "zoneRules", value: zone.text),
        ]
        var pipeline = [
            NamedValue(name: "label", value: "Sales"), NamedValue(name: "displayOrder", value: "0"),
        ]
        let stages = SyntheticValues.stages
        for (order, stage) in stages.enumerated() {
            let isClosed = stage.hasPrefix("closed")
            let probability = stage == "closedwon" ? "1.0" : isClosed ? "0.0" : "0.\(order + 1)"
            for (fact, value) in [
                ("label", stage), ("displayOrder", "\(order)"), ("probability", probability),
                ("isClosed", isClosed ? "true" : "false"),
            ] {
                pipeline.append(NamedValue(name: "stage/\(stage)/\(fact)", value: value))
            }
        }
        let references = pipeline
        _ = try await writer.commit(pass: .backfill, run: Self.run) { ledger in
            try ledger.bindPortal(4_242_424)
            try ledger.append(
                EventDraft(.created, of: RecordKey(.account, "4242424"), values: account))
            try ledger.append(
                EventDraft(.created, of: RecordKey(.pipelines, "default"), values: references))
            for owner in SyntheticValues.owners {
                try ledger.append(
                    EventDraft(
                        .created, of: RecordKey(.owners, RecordID(owner)),
                        values: [
                            NamedValue(name: "firstName", value: "Owner"),
                            NamedValue(name: "lastName", value: owner),
                            NamedValue(name: "archived", value: "false"),
                        ]))
            }
        }
    }

    /// Every deal gets a contact, so that the joins of the fold have work.
    private func writeLinks() async throws {
        let type = AssociationType(category: "HUBSPOT_DEFINED", typeID: 3, label: nil)
        let count = portal.count(.deals)
        for start in stride(from: 0, to: count, by: 1_000) {
            let places = start..<min(start + 1_000, count)
            _ = try await writer.commit(pass: .backfill, run: Self.run) { [portal] ledger in
                for place in places {
                    let contact = portal.key(.contacts, place % portal.count(.contacts)).id
                    try ledger.append(
                        EventDraft(
                            .linksChanged, of: portal.key(.deals, place),
                            links: [
                                LinkDraft(
                                    to: .contacts,
                                    links: [PortalLink(target: contact, types: [type])])
                            ]))
                }
            }
        }
    }
}
