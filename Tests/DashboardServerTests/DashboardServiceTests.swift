import DashboardServer
import Foundation
import Logging
import Testing

@Suite("Dashboard service")
struct DashboardServiceTests {
    private struct Backend: DashboardBackend {
        func status() async throws -> [UInt8] { Array("{\"head\":7}".utf8) }

        func metrics(_ reading: ReadingQuery) async throws -> ServedDocument {
            if reading.sequence == 9 { throw RequestRefusal(.unknown, "9 is beyond the head") }
            if reading.asOf == "2001-01-01" { throw RequestRefusal(.conflict, "too early") }
            if reading.asOf == "now" { throw CancellationError() }
            return ServedDocument(
                bytes: Array(
                    "\(reading.asOf ?? "-") \(reading.sequence ?? 0) \(reading.hindsight)".utf8),
                entityTag: "\"reading\"")
        }

        func explanation(
            of metric: String, period: String?, _ reading: ReadingQuery
        ) async throws -> ServedDocument {
            ServedDocument(
                bytes: Array("\(metric) \(period ?? "-") \(reading.isHead)".utf8),
                entityTag: "\"why\"")
        }

        func bridge(from: String, to: String) async throws -> ServedDocument {
            throw RequestRefusal(.unavailable, "\(from) to \(to): later")
        }

        func events(from sequence: UInt64, limit: Int) async throws -> ServedLines {
            ServedLines(
                bytes: Array("{\"sequence\":\(sequence)}\n".utf8),
                next: limit < 5 ? String(sequence + 1) : nil)
        }

        func records(of object: String, from id: String?, limit: Int) async throws -> ServedLines {
            guard object == "deals" else { throw RequestRefusal(.malformed, "one of deals") }
            return ServedLines(bytes: Array("{\"id\":\"\(id ?? "1")\"}\n".utf8), next: nil)
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
            try await expect("{\"id\":\"1\"}\n", address + "/api/records?object=deals")
            try await expect("{\"id\":\"7\"}\n", address + "/api/records?object=deals&from=7")
            try await expect(
                "pipeline.byOwner[12].amount mtd true",
                address + "/api/explain?metric=pipeline.byOwner%5B12%5D.amount&period=mtd")
            try await expect(
                "2026-11-22T15:30:00+01:00 0 true",
                address + "/api/metrics?asOf=2026-11-22T15:30:00%2B01:00&hindsight=true")
            try await expect("- 5 false", address + "/api/metrics?sequence=5")
            try await expect(404, address + "/nothing")
        }
    }

    @Test func aRequestThatCannotBeAnsweredSaysWhyInJSON() async throws {
        try await withServer { address, _ in
            for (path, status, part) in [
                ("events?from=x", 400, "from= is a log position"), ("events?from=0", 400, "from 1"),
                ("events?limit=0", 400, "limit= is 1 to"), ("events?limit=99999", 400, "10000"),
                ("records?object=secrets", 400, "one of deals"), ("records", 400, "object= is"),
                ("explain", 400, "metric= is missing"), ("bridge?from=2026-01-01", 400, "to= is"),
                ("metrics?asof=2026-01-01", 400, "allowed: asOf, sequence, hindsight"),
                ("metrics?asOf=", 400, "asOf= has 1 to"),
                ("metrics?sequence=1&sequence=2", 400, "given twice"),
                ("metrics?asOf=\(String(repeating: "9", count: 600))", 400, "512"),
                ("metrics?hindsight=yes", 400, "true or false"),
                ("metrics?hindsight=true", 400, "needs asOf="),
                ("metrics?hindsight=true&asOf=1&sequence=1", 400, "leave sequence= out"),
                ("metrics?sequence=9", 404, "beyond the head"),
                ("metrics?asOf=2001-01-01", 409, "too early"),
                ("bridge?from=a&to=b", 503, "a to b: later"),
                ("status?x=1", 400, "allowed: none"),
                // What went wrong inside is for the log alone.
                ("metrics?asOf=now", 500, "the log of the service"),
            ] {
                let answer = try await get(address + "/api/" + path)
                #expect(answer.status == status, "\(path)")
                struct Body: Decodable {
                    struct Message: Decodable { let message: String }
                    let error: Message
                }
                let body = try JSONDecoder().decode(Body.self, from: Data(answer.body.utf8))
                #expect(body.error.message.contains(part), "\(path): \(body.error.message)")
                #expect(answer.headers["content-type"]?.hasPrefix("application/json") == true)
                #expect((answer.headers["retry-after"] != nil) == (status == 503))
                #expect(!answer.body.contains("Cancellation"))
            }
        }
    }

    @Test func aDocumentIsSentOnceAndAListLeadsToItsNextPart() async throws {
        try await withServer { address, _ in
            let reading = address + "/api/metrics?sequence=5"
            let answer = try await get(reading)
            #expect(answer.headers["etag"] == "\"reading\"")
            try await expect(304, reading, ["If-None-Match": "\"reading\""])
            try await expect(304, reading, ["If-None-Match": "\"other\", W/\"reading\""])
            try await expect(200, reading, ["If-None-Match": "\"readings\""])
            try await expect(
                304, address + "/api/explain?metric=a", ["If-None-Match": "\"why\""])
            let part = try await get(address + "/api/events?from=3&limit=2")
            #expect(part.headers["link"] == "</api/events?limit=2&from=4>; rel=\"next\"")
            #expect(part.headers["content-type"] == "application/x-ndjson")
            let last = try await get(address + "/api/events?from=3")
            #expect(last.headers["link"] == nil)
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
            for path in [
                "status", "metrics?sequence=1", "explain?metric=a", "bridge?from=a&to=b",
                "records?object=deals", "events?from=1",
            ] { try await expect(401, address + "/api/" + path) }
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
