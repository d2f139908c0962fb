import ArgumentParser
import Foundation
import HubSpotModel
import HubSpotSimulator

/// Runs the simulated HubSpot.
struct SimulateCommand: AsyncParsableCommand {
    enum Switch: String, ExpressibleByArgument, CaseIterable {
        case on
        case off
    }

    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run a simulated HubSpot on loopback, with a portal full of invented records.",
        discussion: """
            The token is simulated-portal-token unless --token says otherwise. The portal is the \
            same for the same seed, scale and time. GET /_control/ on the same port explains how \
            to move its clock, change records, delay the search index and inject faults.
            """)

    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port = 8002

    @Option(help: "What the portal is made from.")
    var seed: UInt64 = 1

    @Option(help: "How large the portal is; 1 has 44,602 contacts.")
    var scale = 1.0

    @Option(help: "The portal's time at the start, ISO-8601. (default: now)")
    var now: String?

    @Option(help: "Whether the portal's clock runs; off keeps it at --now until it is moved.")
    var clock = Switch.on

    @Option(help: "Whether to refuse requests beyond HubSpot's rate limits.")
    var rateLimits = Switch.off

    @Option(help: "Milliseconds each answer is held back.")
    var latency = 0

    @Option(help: "The only token that is accepted.")
    var token = "simulated-portal-token"

    @Option(help: "Write the port into this file once requests are answered.")
    var portFile: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
        guard scale > 0, scale <= 10 else { throw ValidationError("--scale is above 0, up to 10") }
        guard (0...60_000).contains(latency) else {
            throw ValidationError("--latency is 0 to 60000 milliseconds")
        }
        if let now, Instant(parsing: now, zone: .utc) == nil {
            throw ValidationError("--now \"\(now)\" is no time; write 2026-11-22T14:30:00Z")
        }
    }

    func run() async throws {
        let simulator = try Simulator(
            configuration: SimulatorConfiguration(
                port: port, seed: seed, scale: scale,
                now: now.flatMap { Instant(parsing: $0, zone: .utc)?.milliseconds },
                clockRuns: clock == .on, enforcesRateLimits: rateLimits == .on,
                latencyMilliseconds: latency, token: token))
        let portFile = portFile
        try await Interruptible.run {
            try await simulator.run { port in
                StandardError.write("The simulated HubSpot answers on http://127.0.0.1:\(port)\n")
                guard let portFile else { return }
                do {
                    try Data("\(port)\n".utf8).write(
                        to: URL(fileURLWithPath: portFile), options: .atomic)
                } catch {
                    StandardError.write("hubledger: cannot write \(portFile)\n")
                }
            }
        }
    }
}
