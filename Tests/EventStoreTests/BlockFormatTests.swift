import HubSpotModel
import LedgerTestSupport
import Testing

@testable import EventStore

@Suite("Block format", .timeLimit(.minutes(2)))
struct BlockFormatTests {
    // MARK: - Test vectors

    /// A block with every kind of value, id and optional field.
    static let rich: BlockContents = {
        var contents = BlockContents(pass: .refresh, run: 7)
        contents.observedTime = 1_795_357_800_123
        contents.previousHash = ChainHash.origin(ledgerID: [UInt8](0..<16))
        contents.newSymbols = [
            "amount", "dealname", "dealstage", "won", "5|HUBSPOT_DEFINED|Primary",
        ]
        let name = PersonalReference(sequence: SequenceNumber(1), index: 0)
        contents.events = [
            LedgerEvent(
                sequence: SequenceNumber(1), kind: .created, key: RecordKey(.deals, "42"),
                sourceTime: 1_795_357_799_000,
                cause: Cause(sourceType: "CRM_UI", sourceID: "userId:9"),
                place: 0, changes: 0..<3, links: 0..<0),
            LedgerEvent(
                sequence: SequenceNumber(2), kind: .propertiesChanged,
                key: RecordKey(.deals, "41"), sourceTime: nil,
                cause: Cause(sourceType: "API", sourceID: nil), place: 0, changes: 3..<6,
                links: 0..<0),
            LedgerEvent(
                sequence: SequenceNumber(3), kind: .historyLearned, key: RecordKey(.deals, "42"),
                sourceTime: 1_795_357_800_124, cause: nil, place: 3, changes: 6..<7,
                links: 0..<0),
            LedgerEvent(
                sequence: SequenceNumber(4), kind: .linksChanged,
                key: RecordKey(.pipelines, "default"), sourceTime: nil, cause: nil, place: 0,
                changes: 7..<7, links: 0..<2),
            LedgerEvent(
                sequence: SequenceNumber(5), kind: .syncCompleted, key: nil, sourceTime: nil,
                cause: nil, place: 0, changes: 7..<10, links: 2..<2),
        ]
        func change(_ code: UInt32, _ before: StoredValue, _ after: StoredValue) -> PropertyChange {
            PropertyChange(property: Symbol(code: code), before: before, after: after)
        }
        contents.changes = [
            change(1, .missing, .decimal(units: -150, scale: 2)),
            change(2, .missing, .personal(name)),
            change(3, .missing, .symbol(Symbol(code: 4))),
            change(1, .integer(-3), .missing),
            change(2, .personal(name), .missing),
            change(3, .text("é"), .instant(milliseconds: -1)),
            change(3, .missing, .missing),
            change(1, .missing, .instantInSeconds(seconds: 1_795_357_800)),
            change(2, .missing, .date(days: -1)),
            change(3, .missing, .integer(.min)),
        ]
        contents.links = [
            LinkChange(
                target: RecordKey(.companies, "18446744073709551615"), before: [],
                after: [Symbol(code: 5)]),
            LinkChange(
                target: RecordKey(.contacts, "a"), before: [Symbol(code: 5), Symbol(code: 4)],
                after: []),
        ]
        contents.personalHashes = ChainHash.personal(
            salt: [UInt8](repeating: 1, count: 16), text: "Deal")
        return contents
    }()

    static let richHexadecimal =
        "000102000000000500000000000000010000000000000007000001a203a9f6bb000000000000"
        + "00050000000a00000002a148dc321d20a7f48f18d3da231fcfd1e9df8863e66f4088931a66d6"
        + "e96a2aee43479de1e39a8c290036ac8a7838f129c639b392ce559c4b2d04b68e37488be30661"
        + "6d6f756e74086465616c6e616d65096465616c737461676503776f6e19357c48554253504f54"
        + "5f444546494e45447c5072696d617279212e0354c6110643524d5f5549087573657249643a39"
        + "03010302ab02020807ed4cc8547b0d887de16bb2dd355cd7ad080fcb7f77c4a9e9de21ab4755"
        + "b310030104022403010341504903010205000209010000030702c3a904012332030201030103"
        + "0008410a0764656661756c74020201000105810161020504002a20030105d0f197b00d020601"
        + "0302ffffffffffffffffff01"
    static let smallHexadecimal =
        "0001010000000001000000000000000900000000000000010000000000000000000000020000"
        + "00000000000000000000abababababababababababababababababababababababababababab"
        + "abababab09185b513ba4729185efa2718d4fb00f5e185b3bb7eb3edcbcf677a56e6d83e80700"
        + "0102"

    static let small: BlockContents = {
        var contents = BlockContents(pass: .backfill, run: 1)
        contents.observedTime = 0
        contents.previousHash = [UInt8](repeating: 0xAB, count: 32)
        contents.symbolsBefore = 2
        contents.events = [
            LedgerEvent(
                sequence: SequenceNumber(9), kind: .purged, key: RecordKey(.contacts, "1"),
                sourceTime: nil, cause: nil, place: 0, changes: 0..<0, links: 0..<0)
        ]
        return contents
    }()

    @Test func blocksAreWrittenByteByByteAsDocumented() {
        #expect(BlockEncoder.encode(Self.small).bytes.hexadecimal == Self.smallHexadecimal)
        #expect(BlockEncoder.encode(Self.rich).bytes.hexadecimal == Self.richHexadecimal)
    }

    @Test func theChainStartsAtTheLedgersID() {
        // SHA-256 of "hubledger ledger 1" and the bytes 0 to 15.
        #expect(
            ChainHash.origin(ledgerID: [UInt8](0..<16)).hexadecimal
                == "a148dc321d20a7f48f18d3da231fcfd1e9df8863e66f4088931a66d6e96a2aee")
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let (bytes, hash) = BlockEncoder.encode(Self.rich)
        let block = try decode(bytes, keepingHashes: true)
        expectEqual(block.batch, Self.rich)
        #expect(block.batch.hash == hash)
        #expect(block.personalHashes == Self.rich.personalHashes)
    }

    private func expectEqual(_ batch: EventBatch, _ contents: BlockContents) {
        #expect(batch.observedTime == contents.observedTime)
        #expect(batch.pass == contents.pass && batch.run == contents.run)
        #expect(batch.previousHash == contents.previousHash)
        #expect(batch.newSymbols == contents.newSymbols)
        #expect(batch.symbolsBefore == contents.symbolsBefore)
        #expect(batch.changes == contents.changes && batch.links == contents.links)
        #expect(batch.events.count == contents.events.count)
        for (read, written) in zip(batch.events, contents.events) {
            #expect(read.sequence == written.sequence && read.kind == written.kind)
            #expect(read.key == written.key && read.sourceTime == written.sourceTime)
            #expect(read.cause == written.cause && read.place == written.place)
            #expect(read.changes == written.changes && read.links == written.links)
        }
    }

    // MARK: - Hostile bytes

    @Test func everyFlippedBitIsFoundByAFaultOrByTheHash() throws {
        let bytes = BlockEncoder.encode(Self.rich).bytes
        for index in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[index] ^= 1 << UInt8(bit)
                let error = #expect(throws: LedgerError.self) { try decode(damaged) }
                #expect(error?.code == .damaged(SequenceNumber(1)))
            }
        }
    }

    /// Without the hash in the way, so that the decoder itself meets the damage.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func damagedBytesNeverStopTheProgram(seed: UInt64) {
        let bytes = BlockEncoder.encode(Self.rich).bytes
        var random = SplitMix64(seed: seed)
        var decoded = 0
        for _ in 0..<20_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: damaged.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: damaged[index] = UInt8.random(in: 0...255, using: &random)
                case 1: damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: damaged.removeSubrange(index...)
                default: damaged.insert(UInt8.random(in: 0...255, using: &random), at: index)
                }
                if damaged.isEmpty { break }
            }
            let batch = damaged.withSpan { span in
                try? BlockDecoder.decode(span, at: SequenceNumber(1))
            }
            guard let batch else { continue }
            decoded += 1
            // What was decoded can be printed: no symbol, time or range is out of bounds.
            var symbols = SymbolTable()
            for index in 0..<batch.symbolsBefore + batch.newSymbols.count {
                if index > 100 { break }
                _ = symbols.define("symbol \(index)")
            }
            guard symbols.count == batch.symbolsBefore + batch.newSymbols.count else { continue }
            var json = JSONText()
            for event in batch.events {
                LogLines(symbols: symbols).write(event, of: batch, texts: [:], to: &json)
            }
        }
        // The damage must not all be found at once, or nothing behind the header is tried.
        #expect(decoded > 100)
    }

    @Test func aBlockUnderAnotherKeyIsRefused() {
        let bytes = BlockEncoder.encode(Self.rich).bytes
        let error = #expect(throws: LedgerError.self) { try decode(bytes, at: 2) }
        #expect(error?.code == .damaged(SequenceNumber(2)) && error?.exitCode == 65)
    }

    @Test func aNewerFormatIsNamed() {
        var bytes = BlockEncoder.encode(Self.rich).bytes
        bytes[1] = 2
        let error = #expect(throws: LedgerError.self) { try decode(bytes) }
        #expect(error?.message.contains("format 2") == true)
    }

    // MARK: - Integers

    @Test(arguments: [0, 1, -1, 63, -64, 64, Int64.max, Int64.min])
    func signedIntegersSurvive(value: Int64) throws {
        var writer = ByteWriter()
        writer.signedVarint(value)
        var reader = ByteReader()
        let read = try writer.bytes.withSpan { bytes throws(FormatFault) in
            try reader.signedVarint(bytes)
        }
        #expect(read == value && reader.offset == writer.bytes.count)
    }

    @Test(
        arguments: [
            [0x80, 0x00], [0xFF, 0x80, 0x00],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 0x01],
        ] as [[UInt8]])
    func anIntegerHasOneFormOnly(bytes: [UInt8]) {
        #expect(throws: FormatFault.badInteger) {
            var reader = ByteReader()
            _ = try bytes.withSpan { bytes throws(FormatFault) in try reader.varint(bytes) }
        }
    }

    private func decode(
        _ bytes: [UInt8], at sequence: UInt64 = 1, keepingHashes: Bool = false
    ) throws -> DecodedBlock {
        try bytes.withSpan { span throws(LedgerError) in
            try BlockDecoder.block(
                span, at: SequenceNumber(sequence), verifyingHash: true,
                keepingHashes: keepingHashes)
        }
    }
}

extension [UInt8] {
    /// Lends the bytes as a span.
    func withSpan<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(span.bytes)
    }
}
