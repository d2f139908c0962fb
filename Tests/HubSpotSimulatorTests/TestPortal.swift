import Synchronization

@testable import HubSpotSimulator

/// A simulator that listens, and a way to talk to it.
struct TestPortal: Sendable {
    /// 22 November 2026, 14:30 in London: a Sunday.
    static let now: Int64 = 1_795_357_800_000

    let port: Int

    /// Runs a frozen, small portal for the length of a body.
    static func run<Result: Sendable>(
        _ configuration: SimulatorConfiguration? = nil,
        _ body: @escaping @Sendable (TestPortal) async throws -> Result
    ) async throws -> Result {
        let simulator = try Simulator(configuration: configuration ?? small())
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await simulator.run { ready.yield($0) }
                return nil
            }
            group.addTask {
                for await port in ports { return try await body(TestPortal(port: port)) }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw SocketError(operation: "wait for the simulator", code: 0)
        }
    }

    static func small(
        seed: UInt64 = 1, rateLimits: Bool = false, lag: Int = 0, latency: Int = 0
    ) -> SimulatorConfiguration {
        SimulatorConfiguration(
            seed: seed, scale: 0.01, now: now, clockRuns: false, enforcesRateLimits: rateLimits,
            latencyMilliseconds: latency, indexLagMilliseconds: lag)
    }

    /// A portal given by hand, in the form that `POST /_control/portal` takes.
    static func run<Result: Sendable>(
        loading document: JSONValue,
        _ body: @escaping @Sendable (TestPortal) async throws -> Result
    ) async throws -> Result {
        try await run { portal in
            let answer = try await portal.control("POST", "portal", document)
            guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
            return try await body(portal)
        }
    }

    // MARK: Requests

    func get(_ path: String) async throws -> SocketAnswer {
        try await send("GET", path)
    }

    func post(_ path: String, _ body: JSONValue) async throws -> SocketAnswer {
        try await send("POST", path, body: body.bytes)
    }

    func send(
        _ method: String, _ path: String, body: [UInt8] = [],
        token: String? = "simulated-portal-token"
    ) async throws -> SocketAnswer {
        try await SocketClient.send(
            method, path, headers: token.map { ["Authorization: Bearer \($0)"] } ?? [],
            body: body, port: port)
    }

    @discardableResult
    func control(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> SocketAnswer {
        try await SocketClient.send(
            method, "/_control/\(path)", headers: [], body: body?.bytes ?? [], port: port)
    }

    func search(_ type: String, _ body: JSONValue) async throws -> SocketAnswer {
        try await post("/crm/objects/2026-09/\(type)/search", body)
    }

    /// The ids of a whole list, page by page.
    func allIDs(_ type: String, limit: Int = 100, query: String = "") async throws -> [String] {
        var ids: [String] = []
        var after = ""
        while true {
            let answer = try await get(
                "/crm/objects/2026-09/\(type)?limit=\(limit)\(query)\(after)")
            guard let page = answer.json, let results = page["results"]?.elements else {
                throw UnexpectedAnswer(answer: answer)
            }
            ids += results.compactMap { $0["id"]?.stringValue }
            guard let next = page["paging"]?["next"]?["after"]?.stringValue else { return ids }
            after = "&after=\(next)"
        }
    }
}

/// An answer that a test cannot go on with.
struct UnexpectedAnswer: Error {
    let answer: SocketAnswer
}
