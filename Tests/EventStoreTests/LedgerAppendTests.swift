import EventStore
import HubSpotModel
import Testing

/// What a draft becomes, given what the ledger holds.
@Suite("Appending drafts", .timeLimit(.minutes(2)))
struct LedgerAppendTests {
    let test = TestLedger()
    let deal = RecordKey(.deals, "42")
    let contact = RecordKey(.contacts, "7")

    @Test func missingEmptyAndAbsentAreTheSame() async throws {
        let writer = try test.create()
        try await writer.append(.of(.created, deal, ["amount": "", "dealstage": "a"]))
        #expect(try writer.reader.texts(of: deal) == ["dealstage": "a"])
        let asked: Set = ["amount", "dealstage", "pipeline"]
        let commit = try await writer.append(
            .of(.created, deal, ["dealstage": "a"], asked: asked),
            .of(.created, deal, ["dealstage": "a", "amount": "", "pipeline": ""], asked: asked))
        #expect(commit.eventCount == 0)
    }

    @Test func whatWasAskedForAndIsAbsentIsCleared() async throws {
        let writer = try test.create()
        try await writer.append(
            .of(.created, deal, ["amount": "1", "dealstage": "a", "x": "kept"]))
        try await writer.append(
            .of(.created, deal, ["dealstage": "a"], asked: ["amount", "dealstage"]))
        let batch = try writer.reader.batch(holding: SequenceNumber(2))
        #expect(batch.events[0].kind == .propertiesChanged)
        #expect(batch.changes.map(\.before) == [.integer(1)])
        #expect(batch.changes.map(\.after) == [.missing])
        #expect(try writer.reader.texts(of: deal) == ["dealstage": "a", "x": "kept"])
    }

    @Test func theOrderOfPropertiesDoesNotMatter() async throws {
        let writer = try test.create()
        func draft(_ names: [String]) -> EventDraft {
            EventDraft(
                .created, of: deal, values: names.map { NamedValue(name: $0, value: $0 + "!") })
        }
        try await writer.append(draft(["amount", "dealname", "dealstage", "pipeline"]))
        let commit = try await writer.append(
            draft(["pipeline", "amount", "dealstage", "dealname"]), draft(["dealname"]))
        #expect(commit.eventCount == 0)
    }

    @Test func valuesTakeTheFormOfTheirStorageClass() async throws {
        let writer = try test.create()
        let long = String(repeating: "c", count: 65)
        try await writer.append(
            .of(
                .created, deal,
                ["amount": "10.50", "dealstage": "won", "pipeline": long, "dealname": "Ada"]))
        let symbols = try writer.reader.symbols()
        let batch = try writer.reader.batch(holding: SequenceNumber(1))
        var values: [String: StoredValue] = [:]
        for change in batch.changes { values[symbols.text(change.property)] = change.after }
        #expect(values["amount"] == .decimal(units: 1050, scale: 2))
        #expect(values["dealstage"] == symbols.symbol(for: "won").map { .symbol($0) })
        #expect(values["pipeline"] == .text(long))
        #expect(
            values["dealname"]
                == .personal(PersonalReference(sequence: SequenceNumber(1), index: 0)))
        #expect(try writer.reader.texts(of: deal)?["pipeline"] == long)
    }

    @Test func textsThatOnlyLookAlikeAreDifferent() async throws {
        let writer = try test.create()
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        try await writer.append(.of(.created, deal, ["dealstage": composed, "dealname": composed]))
        let commit = try await writer.append(
            .of(.created, deal, ["dealstage": decomposed, "dealname": decomposed]))
        #expect(commit.eventCount == 1)
        let texts = try #require(try writer.reader.texts(of: deal))
        for name in ["dealstage", "dealname"] {
            #expect(texts[name].map { Array($0.utf8) } == Array(decomposed.utf8))
        }
        _ = try writer.reader.verifyCurrent()
    }

    // MARK: - Kinds

    @Test func aRecordGoesIntoTheBinAndComesBack() async throws {
        let writer = try test.create()
        try await writer.append(
            EventDraft(.created, of: deal, createdAt: 1_000),
            EventDraft(.archived, of: deal, sourceTime: 5_000, archivedAt: 5_000),
            EventDraft(.archived, of: deal, sourceTime: 5_000, archivedAt: 5_000))
        #expect(try writer.reader.record(deal)?.image.state == .archived)
        #expect(
            try writer.reader.texts(of: deal) == [
                "createdAt": "1970-01-01T00:00:01.000Z", "archivedAt": "1970-01-01T00:00:05.000Z",
            ])
        #expect(try writer.reader.counts()[.deals]?.archived == 1)
        try await writer.append(EventDraft(.created, of: deal, createdAt: 1_000))
        #expect(try writer.reader.kinds() == [.created, .archived, .restored])
        #expect(try writer.reader.texts(of: deal) == ["createdAt": "1970-01-01T00:00:01.000Z"])
        #expect(try writer.reader.counts()[.deals]?.live == 1)
        #expect(try writer.reader.counts()[.deals]?.archived == 0)
    }

    @Test func anUnknownRecordInTheBinIsCreatedFirst() async throws {
        let writer = try test.create()
        var draft = EventDraft.of(.archived, deal, ["amount": "3"], at: 9_000)
        draft.createdAt = 4_000
        draft.archivedAt = 9_000
        let commit = try await writer.append(draft)
        #expect(commit.value == [SequenceNumber(2)])
        #expect(try writer.reader.kinds() == [.created, .archived])
        let events = try writer.reader.batches()[0].events
        #expect(events.map(\.sourceTime) == [4_000, 9_000])
        #expect(events.map(\.changes.count) == [2, 1])
    }

    @Test func mergedAndPurgedRecordsAreGone() async throws {
        let writer = try test.create()
        try await writer.append(
            .of(.created, deal, ["amount": "3"]), .of(.created, contact),
            EventDraft(.merged, of: deal, mergedInto: "43"), EventDraft(.purged, of: contact),
            EventDraft(.merged, of: deal, mergedInto: "43"), EventDraft(.purged, of: contact),
            EventDraft(.purged, of: RecordKey(.deals, "1")))
        #expect(try writer.reader.kinds() == [.created, .created, .merged, .purged])
        #expect(try writer.reader.texts(of: deal) == ["amount": "3", "mergedInto": "43"])
        var shown: [RecordKey] = []
        for object in [ObjectType.deals, .contacts] {
            try writer.reader.forEachRecord(of: object) { row, _ in
                shown.append(row.key)
                return true
            }
        }
        #expect(shown.isEmpty)
    }

    @Test func aLedgerEventHasNoRecordAndNoBeforeSides() async throws {
        let writer = try test.create()
        try await writer.append(
            EventDraft(
                .syncCompleted,
                values: [
                    NamedValue(name: "types", value: "contacts,deals"),
                    NamedValue(name: "portalTime", value: "2026-11-22T14:30:00.123Z"),
                ]))
        let batch = try writer.reader.batches()[0]
        #expect(batch.events[0].key == nil && batch.events[0].kind == .syncCompleted)
        #expect(
            Set(batch.changes.map(\.after)) == [
                .text("contacts,deals"), .instant(milliseconds: 1_795_357_800_123),
            ])
        await #expect(throws: LedgerError.self) {
            try await writer.append(EventDraft(.syncCompleted, of: deal))
        }
        await #expect(throws: LedgerError.self) { try await writer.append(EventDraft(.created)) }
        _ = try writer.reader.verifyCurrent()
    }

    // MARK: - Links

    private func link(_ id: RecordID, _ types: UInt64...) -> PortalLink {
        PortalLink(
            target: id,
            types: types.map {
                AssociationType(category: "HUBSPOT_DEFINED", typeID: $0, label: nil)
            })
    }

    private func links(_ key: RecordKey, _ links: PortalLink...) -> EventDraft {
        EventDraft(.linksChanged, of: key, links: [LinkDraft(to: .companies, links: links)])
    }

    @Test func onlyLinksThatDifferAreWritten() async throws {
        let writer = try test.create()
        try await writer.append(
            .of(.created, deal), links(deal, link("10", 5, 341), link("9", 341), link("8", 341)))
        let commit = try await writer.append(
            links(deal, link("8", 341), link("10", 341), link("11", 5)))
        #expect(commit.eventCount == 1)
        let batch = try writer.reader.batch(holding: SequenceNumber(3))
        #expect(batch.links.map(\.target.id) == ["9", "10", "11"])
        #expect(batch.links.map(\.before.count) == [1, 2, 0])
        #expect(batch.links.map(\.after.count) == [0, 1, 1])
        let again = try await writer.append(
            links(deal, link("11", 5), link("10", 341), link("8", 341)))
        #expect(again.eventCount == 0)
        #expect(
            try writer.reader.record(deal)?.links.first?.links.map(\.target) == ["8", "10", "11"])
        try await writer.append(links(deal))
        #expect(try writer.reader.record(deal)?.links == [])
        _ = try writer.reader.verifyCurrent()
    }

    // MARK: - History

    @Test func everyVersionIsLearnedOnce() async throws {
        let writer = try test.create()
        try await writer.append(.of(.created, deal, ["dealstage": "c"]))
        func version(_ value: String?, _ time: Int64) -> PropertyVersion {
            PropertyVersion(
                value: value, timestamp: time, cause: Cause(sourceType: "CRM_UI", sourceID: nil))
        }
        // Newest first; two of one stamp, and the same value twice in it.
        let listed = [version("c", 30), version("b", 20), version("a", 20), version("b", 20)]
        func learn(_ versions: [PropertyVersion]) async throws -> Int {
            try await writer.commit(pass: .refresh, run: 1) { ledger in
                try ledger.learn(["dealstage": versions], of: deal)
            }.value
        }
        #expect(try await learn(listed) == 4)
        #expect(try await learn(listed) == 0)
        #expect(try await learn([version(nil, 40)] + listed) == 1)
        // HubSpot forgot the oldest ones: they stay.
        #expect(try await learn([version(nil, 40), version("c", 30)]) == 0)
        let events = try writer.reader.batches().flatMap(\.events).filter {
            $0.kind == .historyLearned
        }
        #expect(events.map(\.sourceTime) == [20, 20, 20, 30, 40])
        #expect(events.map(\.place) == [0, 1, 2, 0, 0])
        #expect(events[0].cause?.sourceType == "CRM_UI")
        #expect(try writer.reader.knownHistory(of: deal).versions.count == 5)
        // It never touches the image.
        #expect(try writer.reader.texts(of: deal) == ["dealstage": "c"])
        _ = try writer.reader.verifyCurrent()
    }

    @Test func aVersionTakesThePlaceAfterThoseOfItsStampThatAreNoLongerListed() async throws {
        let writer = try test.create()
        try await writer.append(.of(.created, deal, ["dealstage": "c"]))
        func learn(_ values: [String]) async throws {
            _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
                let versions = values.map { PropertyVersion(value: $0, timestamp: 20, cause: nil) }
                _ = try ledger.learn(["dealstage": versions], of: deal)
            }
        }
        try await learn(["b", "a"])
        try await learn(["d", "c"])
        try await learn(["e", "d"])
        let known = try writer.reader.knownHistory(of: deal).versions
        let symbols = try writer.reader.symbols()
        let ordered = known.sorted { $0.place < $1.place }.map { $0.value.text(symbols) ?? "" }
        #expect(ordered == ["a", "b", "c", "d", "e"])
        #expect(Set(known.map(\.place)).count == 5)
    }

    // MARK: - Erasing

    @Test func erasedTextIsGoneAndStaysGone() async throws {
        let writer = try test.create()
        try await writer.append(
            .of(.created, contact, ["firstname": "Ada", "lifecyclestage": "lead"]))
        try await writer.append(.of(.created, contact, ["firstname": "Grace"]))
        let erased = try await writer.commit(pass: .ledger, run: 2) { try $0.erase(contact) }
        #expect(erased.value == 2 && erased.eventCount == 1)
        #expect(try writer.reader.kinds().last == .redacted)
        #expect(try writer.reader.texts(of: contact) == ["lifecyclestage": "lead"])
        // Still present: what is counted does not move.
        #expect(try writer.reader.record(contact)?.image.properties.count == 2)
        let later = try await writer.append(
            .of(.created, contact, ["firstname": "Ada", "lastname": "L"], asked: ["email"]),
            .of(.created, contact, ["firstname": "", "lifecyclestage": "customer"]))
        #expect(later.eventCount == 1)
        #expect(try writer.reader.texts(of: contact) == ["lifecyclestage": "customer"])
        let again = try await writer.commit(pass: .ledger, run: 3) { try $0.erase(contact) }
        #expect(again.eventCount == 0)
        #expect(try writer.reader.verifyCurrent().erasedTexts == 2)
        #expect(try writer.reader.verifyChain().events == 4)
        let error = await #expect(throws: LedgerError.self) {
            try await writer.commit(pass: .ledger, run: 4) { try $0.erase(deal) }
        }
        #expect(error?.code == .notInLedger)
    }

    // MARK: - Growth and readers

    @Test func theFileGrowsInTheMiddleOfACommit() async throws {
        let test = TestLedger(mapSizeBytes: 1 << 20)
        let writer = try test.create()
        for page in 0..<20 {
            try await writer.append(
                (0..<100).map { index in
                    .of(
                        .created, RecordKey(.contacts, .number(UInt64(page * 100 + index))),
                        ["firstname": String(repeating: "n", count: 500), "lifecyclestage": "lead"])
                })
        }
        #expect(writer.reader.logSizeBytes() > 1 << 20)
        #expect(try writer.reader.verifyCurrent().personalTexts == 2_000)
        #expect(try writer.reader.verifyChain().blocks == 20)
        // Salts and sequence numbers are those of a ledger that did not have to grow.
        let roomy = TestLedger()
        let other = try roomy.create()
        for page in 0..<20 {
            try await other.append(
                (0..<100).map { index in
                    .of(
                        .created, RecordKey(.contacts, .number(UInt64(page * 100 + index))),
                        ["firstname": String(repeating: "n", count: 500), "lifecyclestage": "lead"])
                })
        }
        #expect(try other.reader.head() == writer.reader.head())
    }

    @Test func readersSeeWholeCommitsWhileTheWriterGoesOn() async throws {
        let writer = try test.create()
        let reader = writer.reader
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for page in 0..<100 {
                    try await writer.append(
                        (0..<10).map {
                            .of(.created, RecordKey(.deals, .number(UInt64(page * 10 + $0))))
                        })
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    var last: UInt64 = 0
                    while last < 1_000 {
                        var count: UInt64 = 0
                        try reader.forEachBatch(verifyingHashes: true) { batch in
                            count += UInt64(batch.events.count)
                            return true
                        }
                        #expect(count % 10 == 0 && count >= last)
                        last = count
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try reader.verifyCurrent().records == 1_000)
    }

    @Test func aRangeOfTheLogIsReadByTheBlocksThatHoldIt() async throws {
        let writer = try test.create()
        for id in 0..<30 {
            try await writer.append(
                .of(.created, RecordKey(.deals, .number(UInt64(id)))),
                .of(.created, RecordKey(.contacts, .number(UInt64(id)))))
        }
        func read(_ first: UInt64, _ last: UInt64) throws -> [UInt64] {
            var sequences: [UInt64] = []
            try writer.reader.forEachBatch(
                from: SequenceNumber(first), through: SequenceNumber(last)
            ) { batch in
                sequences += batch.events.map(\.sequence.rawValue)
                return true
            }
            return sequences
        }
        #expect(try read(1, 1) == [1, 2])
        #expect(try read(4, 7) == [3, 4, 5, 6, 7, 8])
        #expect(try read(59, 60) == [59, 60])
        #expect(try read(9, 8) == [])
        let error = #expect(throws: LedgerError.self) { try read(1, 61) }
        #expect(error?.code == .notInLedger && error?.exitCode == 65)
        #expect(throws: LedgerError.self) {
            try writer.reader.batch(holding: SequenceNumber(61))
        }
        #expect(try writer.reader.symbols(upTo: SequenceNumber(60)).count == 0)
    }
}
