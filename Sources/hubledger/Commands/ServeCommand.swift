import ArgumentParser
import DashboardServer
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Serves the dashboard and keeps it fresh.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the dashboard on 127.0.0.1:8001 and refresh it every sync.interval.")

    @OptionGroup var common: CommonOptions

    @Option(help: "The address. (default: 127.0.0.1, or server.host)")
    var host: String?

    @Option(help: "The port; 0 takes a free one. (default: 8001, or server.port)")
    var port: Int?

    @Option(help: "Where `snapshot` writes its folders.")
    var snapshots = "Snapshots"

    @Option(help: "Write the port into this file once requests are answered.")
    var portFile: String?

    func validate() throws {
        if let port, !(0...65_535).contains(port) {
            throw ValidationError("--port is 0 to 65535")
        }
    }

    func run() async throws {
        let launch = try Launch(common)
        var logger = Logger(label: "hubledger")
        logger.logLevel = .notice
        let board = PublicationBoard()
        let refresh = try RefreshLoop(launch, board: board, logger: logger)
        let server = try server(launch, board, refresh, logger)
        // The loop fails for good where nothing that passes by itself is wrong; then all ends.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: refresh), .init(service: server)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error where isAddressInUse(error) {
            throw CommandError(
                69, "the address is in use; choose another with --port, or stop the other program")
        }
    }

    private func server(
        _ launch: Launch, _ board: PublicationBoard, _ refresh: RefreshLoop, _ logger: Logger
    ) throws -> DashboardService {
        var configuration = DashboardService.Configuration()
        configuration.host = host ?? launch.settings.server.host
        configuration.port = port ?? launch.settings.server.port
        configuration.secret = launch.environment["HUBLEDGER_SERVER_SECRET"].map { Array($0.utf8) }
        configuration.snapshotsPath = snapshots
        var quiet = logger
        quiet.logLevel = .warning
        let (shownHost, portFile) = (configuration.host, portFile)
        let ledger = ServedLedger(launch, board: board, refresh: refresh)
        return try DashboardService(
            configuration: configuration, board: board, backend: ledger, logger: quiet
        ) { port in
            StandardError.write("The dashboard is served at http://\(shownHost):\(port)/\n")
            guard let portFile else { return }
            do {
                try Data("\(port)\n".utf8).write(
                    to: URL(fileURLWithPath: portFile), options: .atomic)
            } catch {
                StandardError.write("hubledger: cannot write \(portFile)\n")
            }
        }
    }

    private func isAddressInUse(_ error: any Error) -> Bool {
        "\(error)".contains("errno: \(EADDRINUSE)")
    }
}
