import HubSpotModel

/// What a block is made of, before it is written.
struct BlockContents: Sendable {
    var pass: SyncPass
    var run: UInt64
    var observedTime: Int64 = 0
    var previousHash: [UInt8] = []
    var symbolsBefore = 0
    var newSymbols: [String] = []
    var events: [LedgerEvent] = []
    var changes: [PropertyChange] = []
    var links: [LinkChange] = []
    /// For each personal value learned, in order, its hash of 32 bytes.
    var personalHashes: [UInt8] = []

    init(pass: SyncPass, run: UInt64) {
        self.pass = pass
        self.run = run
    }
}
