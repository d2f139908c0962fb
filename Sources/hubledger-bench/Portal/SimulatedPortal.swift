import EventStore
import HTTPClient
import HubSpotAPI
import HubSpotModel
import HubSpotSimulator
import SyncEngine
import Synchronization

/// The simulator in this process, and a ledger that is synced with it over real HTTP.
final class SimulatedPortal: Sendable {
    let directory: DataDirectory
    let exchange = RecordedExchange()
    private let base: BaseURL
    private let serving: Task<Void, any Error>
    private let transport = CurlClient()
    private let ledger = Mutex<LedgerWriter?>(nil)

    private static let token = Secret("simulated-portal-token")

    /// Makes the portal and waits until it listens.
    init(_ settings: BenchSettings, at path: String) async throws {
        let scale = Double(settings.records) / Double(BenchSettings.fullPortalRecords)
        let simulator = try Simulator(
            configuration: SimulatorConfiguration(
                seed: settings.seed, scale: scale, token: Self.token.reveal()))
        let (ports, announced) = AsyncStream.makeStream(of: Int.self)
        serving = Task {
            defer { announced.finish() }
            try await simulator.run { announced.yield($0) }
        }
        var port: Int?
        for await listening in ports {
            port = listening
            break
        }
        guard let port else {
            try await serving.value  // It has failed, and this says how.
            throw CancellationError()
        }
        base = try BaseURL("http://127.0.0.1:\(port)")
        directory = DataDirectory(path)
        // Records that were written this second would be read again and again.
        try await control("clock", #"{"advance": "60s"}"#)
    }

    func end() { serving.cancel() }

    /// Ledger and reader; there are none before the first sync.
    var writer: LedgerWriter? { ledger.withLock { $0 } }

    /// Brings the ledger up to date; the first time all answers are recorded.
    func sync() async throws -> RunReport {
        let existing = writer
        let transport: any HTTPTransport =
            existing == nil
            ? RecordedExchange.Recorder(exchange: exchange, transport: transport) : transport
        let engine = SyncEngine(
            source: HubSpotPortal(Self.client(base, transport)),
            configuration: Self.configuration())
        let directory = directory
        let run = try await engine.run(existing: existing) {
            try LedgerWriter.create(directory, .system)
        }
        ledger.withLock { $0 = run.ledger }
        return run.report
    }

    /// Makes so many changes in the portal, a believable mix of them.
    func change(_ count: Int, seed: UInt64) async throws {
        try await control(
            "random-changes", #"{"count": \#(count), "seed": \#(seed % 1_000_000)}"#)
        try await control("clock", #"{"advance": "60s"}"#)
    }

    private func control(_ path: String, _ body: String) async throws {
        let response = try await transport.send(
            HTTPRequest(.post, base, path: "/_control/\(path)", body: Array(body.utf8)))
        guard response.status == 200 else {
            throw BenchmarkError(
                "the simulator refused \(path): "
                    + String(decoding: response.body.prefix(300), as: UTF8.self))
        }
    }

    /// A client without limits of its own.
    static func client(_ base: BaseURL, _ transport: any HTTPTransport) -> HubSpotClient {
        var configuration = HubSpotClient.Configuration()
        configuration.requestsPerTenSeconds = 1_000_000
        configuration.searchRequestsPerSecond = 100_000
        configuration.associationRequestsPerTenSeconds = 1_000_000
        return HubSpotClient(
            base: base, transport: transport, token: { token }, configuration: configuration)
    }

    static func configuration() -> SyncConfiguration {
        SyncConfiguration(now: LedgerEnvironment.systemTime, zoneRules: { ZoneFile.rules($0) })
    }
}

/// Why a benchmark could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
