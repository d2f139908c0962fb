import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// The dashboard over HTTP: the latest page, the documents behind it, the published snapshots.
///
/// Runs until its task is cancelled or the service group shuts down, then lets open answers end.
package struct DashboardService: Service {
    package struct Configuration: Sendable {
        /// Address to bind: `127.0.0.1` unless the operator says otherwise.
        package var host = "127.0.0.1"
        /// 0 takes any free port.
        package var port = 8001
        /// Required from every request; `nil` only on loopback.
        package var secret: [UInt8]?
        /// The folder that `snapshot` writes.
        package var snapshotsPath = "Snapshots"

        package init() {}
    }

    /// A configuration that would let anyone on the network read the sales data.
    package struct SecretRequired: Error, CustomStringConvertible {
        package let host: String
        package var description: String {
            "serving on \(host) lets others than this machine in: set HUBLEDGER_SERVER_SECRET "
                + "first (at least \(DashboardService.secretBytesMin) characters)"
        }
    }

    package static let secretBytesMin = 16

    let configuration: Configuration
    let board: PublicationBoard
    let backend: any DashboardBackend
    let snapshots: SnapshotFolder
    let logger: Logger
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameter onRunning: called with the port once connections are accepted.
    /// - Throws: ``SecretRequired`` for an address beyond loopback without a long enough secret.
    package init(
        configuration: Configuration, board: PublicationBoard, backend: any DashboardBackend,
        logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void
    ) throws(SecretRequired) {
        guard
            Self.isLoopback(configuration.host)
                || (configuration.secret?.count ?? 0) >= Self.secretBytesMin
        else { throw SecretRequired(host: configuration.host) }
        self.configuration = configuration
        self.board = board
        self.backend = backend
        snapshots = SnapshotFolder(path: configuration.snapshotsPath)
        self.logger = logger
        self.onRunning = onRunning
    }

    /// The names under which a loopback server may be asked; `nil` on other addresses.
    var allowedHosts: Set<String>? {
        Self.isLoopback(configuration.host)
            ? ["127.0.0.1", "localhost", "[::1]", configuration.host] : nil
    }

    package func run() async throws {
        let onRunning = onRunning
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "hubledger"),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            Task { await board.close() }
        }
        await board.close()
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
    }
}
