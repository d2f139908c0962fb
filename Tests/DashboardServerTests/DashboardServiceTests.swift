import DashboardServer
import Foundation
import Logging
import Testing

@Suite("Dashboard service")
struct DashboardServiceTests {
    private struct Backend: DashboardBackend {
        func status() async throws -> [UInt8] { Array("{\"head\":7}".utf8) }
        func events(from sequence: UInt64) async throws -> [UInt8] {
            Array("{\"sequence\":\(sequence)}\n".utf8)
        }
        func records(of object: String) async throws -> [UInt8]? {
            object == "deals" ? Array("{\"id\":\"1\"}\n".utf8) : nil
        }
    }

    private static func publication(_ sequence: UInt64) -> DashboardPublication {
        DashboardPublication(
            page: Array("<!doctype html><title>page \(sequence)</title>".utf8),
            metrics: Array("{\"sequence\":\(sequence)}".utf8), sequence: sequence,
            asOf: "2026-11-22T14:30:00.000Z", logHash: "ab\(sequence)")
    }

    /// Runs `body` against a server on a free port of loopback, then stops it.
    private func withServer(
        secret: String? = nil, snapshots: String = "/nonexistent",
        _ body: (String, PublicationBoard) async throws -> Void
    ) async throws {
        var configuration = DashboardService.Configuration()
        configuration.port = 0
        configuration.secret = secret.map { Array($0.utf8) }
        configuration.snapshotsPath = snapshots
        let board = PublicationBoard()
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let service = try DashboardService(
            configuration: configuration, board: board, backend: Backend(), logger: logger
        ) { port in continuation.yield(port) }
        let running = Task { try await service.run() }
        let port = try #require(await ports.first { _ in true })
        do {
            try await body("http://127.0.0.1:\(port)", board)
        } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        _ = await running.result
    }

    private func get(
        _ url: String, _ headers: [String: String] = [:]
    ) async throws -> Answer {
        try await Answer.get(url, headers)
    }

    private func expect(
        _ status: Int, _ url: String, _ headers: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await get(url, headers)
        #expect(answer.status == status, sourceLocation: sourceLocation)
    }

    private func expect(
        _ body: String, _ url: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await get(url)
        #expect(answer.body == body, sourceLocation: sourceLocation)
    }

    @Test func thePageIsServedOnceThereIsOneAndOnlyOnceToAClientThatHasIt() async throws {
        try await withServer { address, board in
            try await expect(503, address + "/")
            try await expect(503, address + "/readyz")
            try await expect(200, address + "/healthz")
            await board.publish(Self.publication(7))
            let page = try await get(address + "/")
            #expect(page.status == 200 && page.body.contains("page 7"))
            #expect(page.headers["x-content-type-options"] == "nosniff")
            #expect(page.headers["x-frame-options"] == "DENY")
            let cookie = page.headers["set-cookie"] ?? ""
            #expect(cookie.hasPrefix("hubledger_live=1"))
            let tag = try #require(page.headers["etag"])
            try await expect(304, address + "/", ["If-None-Match": tag])
            await board.publish(Self.publication(8))
            let newer = try await get(address + "/", ["If-None-Match": tag])
            #expect(newer.status == 200 && newer.body.contains("page 8"))
            try await expect("{\"sequence\":8}", address + "/api/metrics")
        }
    }

    @Test func documentsAnswerAndBadQueriesAreExplained() async throws {
        try await withServer { address, _ in
            try await expect("{\"head\":7}", address + "/api/status")
            try await expect("{\"sequence\":3}\n", address + "/api/events?from=3")
            try await expect(400, address + "/api/events?from=x")
            try await expect(400, address + "/api/events?from=0")
            try await expect("{\"id\":\"1\"}\n", address + "/api/records?object=deals")
            try await expect(400, address + "/api/records?object=secrets")
            try await expect(404, address + "/nothing")
        }
    }

    @Test func anotherHostNameIsRefusedOnLoopback() async throws {
        try await withServer { address, board in
            await board.publish(Self.publication(1))
            try await expect(421, address + "/", ["Host": "evil.example"])
            try await expect(200, address + "/", ["Host": "localhost"])
        }
    }

    @Test func aSecretIsRequiredBeyondLoopbackAndCheckedOnEveryRequest() async throws {
        var configuration = DashboardService.Configuration()
        configuration.host = "0.0.0.0"
        for secret in [nil, "short"] as [String?] {
            configuration.secret = secret.map { Array($0.utf8) }
            #expect(throws: DashboardService.SecretRequired.self) {
                try DashboardService(
                    configuration: configuration, board: PublicationBoard(), backend: Backend(),
                    logger: Logger(label: "test")
                ) { _ in }
            }
        }
        let secret = "a-secret-of-some-length"
        try await withServer(secret: secret) { address, board in
            await board.publish(Self.publication(1))
            try await expect(401, address + "/")
            try await expect(401, address + "/api/status")
            try await expect(401, address + "/", ["Authorization": "Bearer wrong"])
            try await expect(200, address + "/", ["Authorization": "Bearer \(secret)"])
            let basic = Data("anyone:\(secret)".utf8).base64EncodedString()
            try await expect(200, address + "/", ["Authorization": "Basic \(basic)"])
        }
    }

    @Test func onlySnapshotFilesAreReadFromTheFolder() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("snapshots-\(UUID().uuidString)")
        let snapshot = folder.appendingPathComponent("20261122T143000Z-18204")
        try FileManager.default.createDirectory(at: snapshot, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("the page".utf8).write(to: snapshot.appendingPathComponent("index.html"))
        try Data("private".utf8).write(to: snapshot.appendingPathComponent("notes.txt"))
        try Data("the list".utf8).write(to: folder.appendingPathComponent("index.html"))
        try await withServer(snapshots: folder.path) { address, _ in
            try await expect("the list", address + "/snapshots/")
            let base = address + "/snapshots/20261122T143000Z-18204"
            try await expect("the page", base + "/")
            try await expect("the page", base + "/index.html")
            try await expect(404, base + "/notes.txt")
            try await expect(404, base + "/manifest.json")
            try await expect(404, address + "/snapshots/..%2F..%2Fetc/index.html")
        }
    }

    @Test func anOpenPageHearsOfANewDashboard() async throws {
        try await withServer { address, board in
            let page = try OpenPage(listeningTo: address + "/live")
            try await page.wait(for: "retry:")
            await board.publish(Self.publication(9))
            try await page.wait(for: "data: {\"sequence\":9,")
            page.close()
        }
    }
}
