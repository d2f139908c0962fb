import HubSpotModel

/// The bytes of a block: what one commit added to the log.
///
/// Integers of fixed size are big-endian. *varint* is LEB128 in its shortest form, at most 64 bits;
/// *signed varint* is zigzag first. A *text* is its length in bytes as varint, then UTF-8.
///
/// | offset | size | header |
/// |---|---|---|
/// | 0 | 2 | format, 1 |
/// | 2 | 1 | pass, the raw value of `SyncPass` |
/// | 3 | 1 | 0 |
/// | 4 | 4 | number of events, at least 1 |
/// | 8 | 8 | sequence number of the first event; the others follow without gaps |
/// | 16 | 8 | run |
/// | 24 | 8 | observed time, epoch milliseconds, two's complement |
/// | 32 | 4 | number of symbols that earlier blocks define |
/// | 36 | 4 | number of symbols that this block defines |
/// | 40 | 4 | number of property changes of all events |
/// | 44 | 4 | number of link changes of all events |
/// | 48 | 32 | hash of the block before; of the first block, ``ChainHash/origin(ledgerID:)`` |
/// | 80 | 32 | own hash: SHA-256 of bytes 0–79 and 112 to the end |
///
/// From 112: the texts of the new symbols in code order, then the events. An event is
///
/// 1. *kind*, 1 byte: bits 0–4 the raw value of `EventKind`; bit 5 set when every before side is
///    missing, and then not written; bits 6–7 zero.
/// 2. *flags*, 1 byte: bit 0 the id is a text; 1 source time; 2 cause; 3 the cause has an id; 4 place;
///    5 changes; 6 links; bit 7 zero.
/// 3. Unless the kind is one of the ledger: *object*, 1 byte, and *id*: a text, or a signed varint to
///    add (modulo 2^64) to the last number id of an event of this block, at first to 0.
/// 4. *source time*: signed varint, observed time minus source time.
/// 5. *cause*: source type, text; source id, text.
/// 6. *place*, varint, not 0.
/// 7. *changes*: count, varint, not 0; for each the symbol of the property (varint), the before value,
///    the after value, as ``StoredValueCoding`` has them; by symbol, each once. The personal values learned here are
///    numbered from 0 within the event.
/// 8. *links*: count, varint, not 0; for each the target's object (1 byte; bit 7 set when its id is a
///    text), its id (a text, or a signed varint to add to the last number id of a link target of this
///    block), the number of types before (varint) and their symbols, the same for after.
///
/// Every format stays readable for ever: ``BlockDecoder`` has a case for each and answers in terms of
/// the newest `EventBatch`.
package enum BlockFormat {
    package static let newest: UInt16 = 1
    package static let headerByteCount = 112
    static let previousHashOffset = 48
    static let hashOffset = 80

    /// The most events in one commit.
    package static let eventsMax = 10_000
    /// The most bytes in one commit, personal texts included.
    package static let bytesMax = 32 << 20

    static let afterOnly: UInt8 = 0x20
    static let kindMask: UInt8 = 0x1F

    enum Flag {
        static let textID: UInt8 = 1
        static let sourceTime: UInt8 = 2
        static let cause: UInt8 = 4
        static let causeID: UInt8 = 8
        static let place: UInt8 = 16
        static let changes: UInt8 = 32
        static let links: UInt8 = 64
        static let all: UInt8 = 127
    }

    static let targetTextID: UInt8 = 0x80

    /// The hash of a block, which covers everything but the hash itself.
    static func hash(_ block: RawSpan) -> [UInt8] {
        ChainHash.sha256(
            block.extracting(0..<hashOffset), block.extracting(headerByteCount..<block.byteCount))
    }
}
