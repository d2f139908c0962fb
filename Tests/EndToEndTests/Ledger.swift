import Foundation
import Testing

/// A working directory with a ledger in it, fed from one portal.
final class Ledger: Sendable {
    let folder: TemporaryFolder
    let portal: Portal
    /// What every command is started with beside the address and the token.
    let environment: [String: String]

    /// As fast as the configuration lets a client be; the waiting is tested elsewhere.
    static let fast = """
        hubspot:
          requestsPerTenSeconds: 250
          searchRequestsPerSecond: 20

        """

    init(
        _ portal: Portal, environment: [String: String] = [:], configuration: String = fast
    ) throws {
        folder = try TemporaryFolder()
        self.portal = portal
        self.environment = environment
        try folder.write(configuration, to: "hubledger.yaml")
    }

    var variables: [String: String] {
        environment.merging(
            ["HUBSPOT_BASE_URL": portal.baseURL, "HUBSPOT_API_KEY": Portal.token]
        ) { given, _ in given }
    }

    /// Runs a command of the program in the folder.
    func run(
        _ arguments: String..., environment: [String: String] = [:], killedAfter: Duration? = nil,
        deadline: Duration = .seconds(60)
    ) async throws -> Ending {
        try await Program.run(
            arguments, environment: variables.merging(environment) { _, new in new },
            in: folder.path, killedAfter: killedAfter, deadline: deadline)
    }

    func start(_ arguments: String..., environment: [String: String] = [:]) throws -> RunningProgram
    {
        try RunningProgram(
            arguments, environment: variables.merging(environment) { _, new in new },
            in: folder.path)
    }

    // MARK: - Commands that must succeed

    /// The output of a command that must end with 0.
    @discardableResult
    func output(
        _ arguments: String..., deadline: Duration = .seconds(60),
        _ place: SourceLocation = #_sourceLocation
    ) async throws -> Ending {
        let ending = try await Program.run(
            arguments, environment: variables, in: folder.path, deadline: deadline)
        try #require(
            ending.code == 0, "\(arguments.joined(separator: " ")): \(ending.errorText)",
            sourceLocation: place)
        return ending
    }

    /// Runs `sync --json` to its end.
    @discardableResult
    func sync(
        deadline: Duration = .seconds(60), _ place: SourceLocation = #_sourceLocation
    ) async throws -> SyncReport {
        let ending = try await output("sync", "--json", deadline: deadline, place)
        return try JSONDecoder().decode(SyncReport.self, from: ending.output)
    }

    /// The current records of a type as they are printed.
    func records(_ object: String) async throws -> [RecordLine] {
        try RecordLine.lines(await output("records", "--object", object, "--json").output)
    }

    /// All events of the log.
    func events() async throws -> [EventLine] {
        try EventLine.lines(await output("log", "--json").output)
    }

    func metrics() async throws -> Data { try await output("metrics").output }
}
