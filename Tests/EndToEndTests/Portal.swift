import Foundation
import Testing

/// A simulated HubSpot in a process of its own, and its control interface.
final class Portal: Sendable {
    static let token = "pat-na1-7f4e2c51-simulated-0b9d"

    private let program: RunningProgram
    private let folder: TemporaryFolder
    let port: Int

    var baseURL: String { "http://127.0.0.1:\(port)" }

    /// What a portal is made from.
    struct Shape: Sendable {
        var scale = 0.02
        var seed: UInt64 = 1
        /// The portal's time at the start; nil takes the machine's.
        var now: String?
        var clockRuns = false
        var latencyMilliseconds = 0
    }

    init(_ shape: Shape = Shape()) async throws {
        folder = try TemporaryFolder()
        let file = folder.path + "/port"
        var arguments = [
            "simulate", "--port", "0", "--port-file", file, "--scale", "\(shape.scale)", "--seed",
            "\(shape.seed)", "--clock", shape.clockRuns ? "on" : "off", "--latency",
            "\(shape.latencyMilliseconds)", "--token", Self.token,
        ]
        if let now = shape.now { arguments += ["--now", now] }
        program = try RunningProgram(arguments, in: folder.path)
        let read = { @Sendable () -> Int? in
            FileManager.default.contents(atPath: file).flatMap { data in
                Int(String(decoding: data, as: UTF8.self).dropLast())
            }
        }
        try await program.wait(within: .seconds(60)) { _ in read() != nil }
        port = try #require(read())
    }

    deinit { program.signal(SIGKILL) }

    // MARK: - Control

    /// Calls the control interface.
    ///
    /// - Returns: the answer, which must be a success.
    @discardableResult
    func control(
        _ method: String, _ path: String, _ body: String? = nil,
        _ place: SourceLocation = #_sourceLocation
    ) async throws -> Data {
        try await WebAnswer.fetch(
            "\(baseURL)/_control/\(path)", method: method, body: body
        ).successful(place)
    }

    /// A call whose answer is read as JSON.
    func control<Value: Decodable>(
        _ method: String, _ path: String, _ body: String? = nil, as type: Value.Type
    ) async throws -> Value {
        try JSONDecoder().decode(type, from: await control(method, path, body))
    }

    /// The API itself, with the token, as HubSpot offers it.
    func api<Value: Decodable>(_ path: String, as type: Value.Type) async throws -> Value {
        let answer = try await WebAnswer.fetch(
            baseURL + path, headers: ["Authorization: Bearer \(Self.token)"])
        return try JSONDecoder().decode(type, from: answer.successful())
    }

    struct Requests: Decodable, Sendable {
        var total: Int
        var byKind: [String: Int]
        var byObject: [String: Int]
    }

    /// What was asked of the API since the start or the last ``forgetRequests()``.
    func requests() async throws -> Requests {
        try await control("GET", "requests", as: Requests.self)
    }

    func forgetRequests() async throws { try await control("POST", "requests/reset") }

    struct NotAsked: Error {}

    /// Waits until so many requests have been made.
    func waitForRequests(_ count: Int) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while try await requests().total < count {
            guard ContinuousClock.now < end else { throw NotAsked() }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func setLatency(_ milliseconds: Int) async throws {
        try await control("PATCH", "settings", "{\"latencyMilliseconds\":\(milliseconds)}")
    }

    func advance(_ duration: String) async throws {
        try await control("POST", "clock", "{\"advance\":\"\(duration)\"}")
    }

    /// Makes a believable mix of changes, then lets a minute pass.
    func change(_ count: Int, seed: UInt64, kinds: [String]? = nil) async throws {
        let list = kinds.map { ",\"kinds\":[\"\($0.joined(separator: "\",\""))\"]" } ?? ""
        try await control(
            "POST", "random-changes", "{\"count\":\(count),\"seed\":\(seed)\(list)}")
        try await advance("1m")
    }

    /// The changes that move a modified date, so that a refresh must find them.
    static let datedChanges = [
        "create", "advanceDeal", "changeAmount", "moveCloseDate", "reassign", "advanceContact",
        "completeTask", "logActivity", "rename",
    ]

    /// The truth about one type, a record a line, merged-away ones left out.
    func truth(_ object: String) async throws -> [RecordLine] {
        let data = try await control("GET", "records/\(object)?includeArchived=true")
        return try RecordLine.lines(data).filter { $0.mergedInto == nil }
    }
}
