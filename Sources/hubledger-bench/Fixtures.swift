import SyncEngine

/// What several benchmarks need, made when the first one asks for it.
actor Fixtures {
    nonisolated let folder: TemporaryFolder
    private let settings: BenchSettings
    private var simulated: SyncedPortal?
    private var played: PlayedPortal?

    /// The simulated portal after its first sync, which was measured.
    struct SyncedPortal: Sendable {
        let portal: SimulatedPortal
        let report: RunReport
        let seconds: Double
        let memory: Figure
    }

    init(_ settings: BenchSettings, in folder: TemporaryFolder) {
        self.settings = settings
        self.folder = folder
    }

    func syncedPortal() async throws -> SyncedPortal {
        if let simulated { return simulated }
        let portal = try await SimulatedPortal(settings, at: folder.new("backfill"))
        let memory = ProcessMemory.reset()
        let start = ContinuousClock.now
        let report = try await portal.sync()
        let synced = SyncedPortal(
            portal: portal, report: report, seconds: (ContinuousClock.now - start).seconds,
            memory: ProcessMemory.figure("peak memory", since: memory))
        simulated = synced
        return synced
    }

    /// The recorded portal in a ledger that nothing changes, with its links.
    func playedPortal() async throws -> PlayedPortal {
        if let played { return played }
        let exchange = try await syncedPortal().portal.exchange
        let portal = try PlayedPortal(exchange, at: folder.new("played"))
        _ = try await portal.sync()
        played = portal
        return portal
    }

    func end() {
        simulated?.portal.end()
        simulated = nil
        played = nil
    }
}
