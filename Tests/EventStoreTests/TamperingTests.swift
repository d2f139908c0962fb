import HubSpotModel
import LMDB
import LedgerTestSupport
import Testing

@testable import EventStore

/// Whatever is changed behind the ledger's back is found, and the event is named.
@Suite("Tampering", .timeLimit(.minutes(2)))
struct TamperingTests {
    let test = TestLedger()
    let deal = RecordKey(.deals, "42")
    let contact = RecordKey(.contacts, "7")

    /// Three blocks: events 1–2, 3–4 and 5.
    private func write() async throws {
        let writer = try test.create()
        try await writer.append(
            .of(.created, deal, ["amount": "1", "dealstage": "a"]),
            .of(.created, contact, ["firstname": "Ada", "lifecyclestage": "lead"]))
        let link = PortalLink(
            target: "9", types: [AssociationType(category: "U", typeID: 5, label: nil)])
        try await writer.append(
            .of(.propertiesChanged, contact, ["firstname": "Grace"]),
            EventDraft(
                .linksChanged, of: contact, links: [LinkDraft(to: .companies, links: [link])]))
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            try ledger.learn(
                ["dealstage": [PropertyVersion(value: "a", timestamp: 7, cause: nil)]], of: deal)
        }
        _ = try writer.reader.verifyChain()
        _ = try writer.reader.verifyCurrent()
    }

    private func tamper(
        _ body: (LedgerTables, borrowing WriteTransaction) throws -> Void
    ) throws {
        let store = try LedgerStore(test.directory, isReadOnly: false)
        try store.environment.write { try body(store.tables, $0) }
    }

    private func verifyChain() throws { _ = try LedgerReader.open(test.directory).verifyChain() }
    private func verifyCurrent() throws {
        _ = try LedgerReader.open(test.directory).verifyCurrent()
    }

    // MARK: - Blocks

    @Test func anyChangedByteOfABlockIsFoundAndNamed() async throws {
        try await write()
        var original: [UInt8] = []
        try tamper { tables, transaction in
            original = try tables.blocks.value(for: 3, in: transaction) ?? []
        }
        for index in original.indices {
            var damaged = original
            damaged[index] ^= 0x10
            try tamper { try $0.blocks.put(3, damaged, in: $1) }
            let chain = #expect(throws: LedgerError.self) { try verifyChain() }
            #expect(chain?.code == .damaged(SequenceNumber(3)), "byte \(index)")
            let current = #expect(throws: LedgerError.self) { try verifyCurrent() }
            #expect(current?.code == .damaged(SequenceNumber(3)), "byte \(index)")
        }
        try tamper { try $0.blocks.put(3, original, in: $1) }
        try verifyChain()
    }

    /// A forger who computes the hash anew is betrayed by the block after it.
    @Test func aForgedBlockDoesNotFitTheNextOne() async throws {
        try await write()
        try tamper { tables, transaction in
            var block = try tables.blocks.value(for: 1, in: transaction) ?? []
            block[31] ^= 1  // The observed time.
            let hash = block.withSpan { BlockFormat.hash($0) }
            block.replaceSubrange(80..<112, with: hash)
            try tables.blocks.put(1, block, in: transaction)
        }
        let error = #expect(throws: LedgerError.self) { try verifyChain() }
        #expect(error?.code == .damaged(SequenceNumber(3)))
        #expect(throws: LedgerError.self) { try verifyCurrent() }
    }

    @Test(arguments: [1, 3, 5] as [UInt64])
    func aMissingBlockIsFoundAndNamed(first: UInt64) async throws {
        try await write()
        try tamper { try $0.blocks.delete(first, in: $1) }
        let error = #expect(throws: LedgerError.self) { try verifyChain() }
        #expect(error?.code == .damaged(SequenceNumber(first)))
        let current = #expect(throws: LedgerError.self) { try verifyCurrent() }
        #expect(current?.exitCode == 65)
    }

    @Test func aBlockOfAnotherLedgerIsFound() async throws {
        try await write()
        let other = TestLedger(seed: 99)
        do { _ = try await other.create().append(.of(.created, deal), .of(.created, contact)) }
        var block: [UInt8] = []
        do {
            let store = try LedgerStore(other.directory, isReadOnly: true)
            block = try store.environment.read {
                try store.tables.blocks.value(for: 1, in: $0) ?? []
            }
        }
        try tamper { try $0.blocks.put(1, block, in: $1) }
        let error = #expect(throws: LedgerError.self) { try verifyChain() }
        #expect(error?.code == .damaged(SequenceNumber(1)))
    }

    @Test func aHeadThatLeavesOutTheLastBlockIsFound() async throws {
        try await write()
        try tamper { tables, transaction in
            let head = LedgerHead(
                sequence: SequenceNumber(4), hash: [UInt8](repeating: 0, count: 32),
                observedTime: TestLedger.start, blocks: 2, symbols: 9)
            try tables.meta.put(LedgerTables.MetaKey.head, head.stored, in: transaction)
        }
        #expect(throws: LedgerError.self) { try verifyChain() }
        #expect(throws: LedgerError.self) { try verifyCurrent() }
    }

    // MARK: - Tables beside the blocks

    @Test func aChangedSymbolIsFound() async throws {
        try await write()
        try tamper { try $0.symbols.put(1, Array("amounT".utf8), in: $1) }
        #expect(throws: LedgerError.self) { try verifyCurrent() }
        try tamper { try $0.symbols.put(1, [0xFF], in: $1) }
        #expect(throws: LedgerError.self) { try verifyCurrent() }
        #expect(throws: LedgerError.self) { try LedgerReader.open(test.directory).symbols() }
    }

    @Test func aChangedOrMissingImageNamesItsLastEvent() async throws {
        try await write()
        let key = RecordRowKey(contact)
        try tamper { tables, transaction in
            var row = try tables.current.value(for: key, in: transaction) ?? []
            row[row.count - 1] ^= 1
            try tables.current.put(key, row, in: transaction)
        }
        expectInconsistent(at: 4)
        try tamper { try $0.current.delete(key, in: $1) }
        expectInconsistent(at: 4)
        try tamper {
            try $0.current.put(RecordRowKey(RecordKey(.deals, "1")), [1, 1, 1, 0], in: $1)
        }
        #expect(throws: LedgerError.self) { try verifyCurrent() }
    }

    @Test func changedLinksNameTheirEvent() async throws {
        try await write()
        let key = LinkRowKey(from: contact, to: .companies)
        try tamper { try $0.links.put(key, [1, 0, 8, 1, 1], in: $1) }
        expectInconsistent(at: 4)
        try tamper { try $0.links.delete(key, in: $1) }
        expectInconsistent(at: 4)
    }

    @Test func changedHistoryNamesItsRecord() async throws {
        try await write()
        try tamper { try $0.history.put(RecordRowKey(deal), [0], in: $1) }
        expectInconsistent(at: 5)
        try tamper { try $0.history.delete(RecordRowKey(deal), in: $1) }
        expectInconsistent(at: 5)
    }

    @Test func changedCountsAreFound() async throws {
        try await write()
        try tamper { try $0.meta.put(LedgerTables.MetaKey.counts, CountTable().stored, in: $1) }
        #expect(throws: LedgerError.self) { try verifyCurrent() }
    }

    @Test func aChangedPersonalTextNamesTheEventThatLearnedIt() async throws {
        try await write()
        let key = PersonalRowKey(PersonalReference(sequence: SequenceNumber(3), index: 0))
        var row: [UInt8] = []
        try tamper { row = try $0.personal.value(for: key, in: $1) ?? [] }
        for index in row.indices {
            var damaged = row
            damaged[index] ^= 1
            try tamper { try $0.personal.put(key, damaged, in: $1) }
            expectInconsistent(at: 3)
        }
        try tamper { try $0.personal.delete(key, in: $1) }
        expectInconsistent(at: 3)
        try tamper { tables, transaction in
            try tables.personal.put(key, row, in: transaction)
            let surplus = PersonalRowKey(
                PersonalReference(sequence: SequenceNumber(4), index: 0))
            try tables.personal.put(surplus, row, in: transaction)
        }
        expectInconsistent(at: 4)
    }

    private func expectInconsistent(at sequence: UInt64) {
        let error = #expect(throws: LedgerError.self) { try verifyCurrent() }
        #expect(error?.code == .inconsistent(SequenceNumber(sequence)))
        #expect(error?.exitCode == 65 && error?.remedy != nil)
    }

    // MARK: - Rows that cannot be read

    @Test(arguments: 0..<4 as Range<UInt64>)
    func hostileRowsAreErrorsAndNeverStopTheProgram(seed: UInt64) async throws {
        try await write()
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let row = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...9, using: &random)
            }
            try tamper { tables, transaction in
                try tables.current.put(RecordRowKey(contact), row, in: transaction)
                try tables.links.put(
                    LinkRowKey(from: contact, to: .companies), row, in: transaction)
                try tables.history.put(RecordRowKey(contact), row, in: transaction)
                try tables.stamps.put(RecordRowKey(contact), row, in: transaction)
            }
            let reader = try LedgerReader.open(test.directory)
            _ = try? reader.record(contact)
            _ = try? reader.knownHistory(of: contact)
            _ = try? reader.stamps(of: [contact])
            #expect(throws: LedgerError.self) { try reader.verifyCurrent() }
        }
    }
}
