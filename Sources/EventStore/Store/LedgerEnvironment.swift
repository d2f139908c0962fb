package import HubSpotModel

/// What a ledger takes from the world besides its data: the time and randomness.
///
/// Injected, so that a run under a fixed seed and clock writes the same bytes again.
package struct LedgerEnvironment: Sendable {
    /// The time in epoch milliseconds.
    package let now: @Sendable () -> Int64
    /// That many random bytes; salts and ids are made of them.
    package let randomBytes: @Sendable (Int) -> [UInt8]
    /// How the values of a property are kept.
    package let storageClass: @Sendable (String, ObjectType) -> StorageClass
    /// How much address space the log's file gets at first, in bytes; it grows when it is full.
    package let mapSizeBytes: Int

    package init(
        now: @escaping @Sendable () -> Int64,
        randomBytes: @escaping @Sendable (Int) -> [UInt8],
        storageClass: @escaping @Sendable (String, ObjectType) -> StorageClass = {
            StorageClass.of($0, of: $1)
        },
        mapSizeBytes: Int = 64 << 30
    ) {
        self.now = now
        self.randomBytes = randomBytes
        self.storageClass = storageClass
        self.mapSizeBytes = mapSizeBytes
    }
}
