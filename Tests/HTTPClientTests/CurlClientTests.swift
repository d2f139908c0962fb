import Foundation
import HTTPClient
import LedgerTestSupport
import Testing

@Suite("Curl client", .timeLimit(.minutes(1)))
struct CurlClientTests {
    private func client(
        _ change: (inout CurlClient.Configuration) -> Void = { _ in }
    ) -> CurlClient {
        var configuration = CurlClient.Configuration()
        change(&configuration)
        return CurlClient(configuration: configuration)
    }

    private func get(_ server: LoopbackServer, _ path: String = "/") throws -> HTTPRequest {
        HTTPRequest(.get, try BaseURL(server.url), path: path)
    }

    private func expectFailure(
        _ code: TransportError.Code, isTransient: Bool,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> HTTPResponse
    ) async {
        let error = await #expect(throws: TransportError.self, sourceLocation: sourceLocation) {
            try await body()
        }
        #expect(error?.code == code, "\(String(describing: error))", sourceLocation: sourceLocation)
        #expect(error?.isTransient == isTransient, sourceLocation: sourceLocation)
    }

    // MARK: Answers

    @Test func aResponseComesBackWhole() async throws {
        let server = try LoopbackServer { request, connection in
            connection.respond(
                207, headers: ["X-HubSpot-Correlation-Id:  abc ", "Date: now"],
                text: "hello \(request.target)")
        }
        let response = try await client().send(get(server, "/a?"))
        #expect(response.status == 207)
        #expect(String(decoding: response.body, as: UTF8.self) == "hello /a%3F")
        #expect(response.headers["x-hubspot-correlation-id"] == "abc")
    }

    @Test func theRequestArrivesAsItWasBuilt() async throws {
        let seen = Recorder<LoopbackServer.Request>()
        let server = try LoopbackServer { request, connection in
            seen.record(request)
            connection.respond()
        }
        let sent = HTTPRequest(
            .post, try BaseURL(server.url), path: "/search",
            headers: [
                try .bearer(Secret("token-1")),
                try RequestHeader("Content-Type", "application/json"),
            ], body: Array(#"{"limit":200}"#.utf8))
        _ = try await client().send(sent)
        let request = try #require(seen.elements.first)
        #expect(request.line == "POST /search HTTP/1.1")
        #expect(request.body == Array(#"{"limit":200}"#.utf8))
        #expect(request.header("authorization") == "Bearer token-1")
        #expect(request.header("content-type") == "application/json")
        #expect(request.header("accept-encoding")?.contains("gzip") == true)
        #expect(request.header("expect") == nil)
        #expect(request.header("user-agent") == "hubledger")
    }

    @Test func aLargeRequestBodyArrivesWhole() async throws {
        let server = try LoopbackServer { request, connection in
            let sum = request.body.reduce(0) { ($0 + Int($1)) % 1_000_003 }
            connection.respond(text: "\(request.body.count) \(sum)")
        }
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let request = HTTPRequest(.post, try BaseURL(server.url), path: "/", body: body)
        let response = try await client().send(request)
        let sum = body.reduce(0) { ($0 + Int($1)) % 1_000_003 }
        #expect(String(decoding: response.body, as: UTF8.self) == "3000000 \(sum)")
    }

    @Test func aCompressedBodyIsDecoded() async throws {
        let server = try LoopbackServer { _, connection in
            connection.respond(headers: ["Content-Encoding: gzip"], body: Self.compressedHello)
        }
        let response = try await client().send(get(server))
        #expect(String(decoding: response.body, as: UTF8.self) == "hello hello hello hello hello\n")
    }

    @Test func aBrokenCompressedBodyIsTransient() async throws {
        let server = try LoopbackServer { _, connection in
            connection.respond(
                headers: ["Content-Encoding: gzip"], body: Self.compressedHello.map { $0 ^ 0x55 })
        }
        await expectFailure(.malformedResponse, isTransient: true) {
            try await client().send(get(server))
        }
    }

    /// Made by `printf 'hello hello hello hello hello\n' | gzip -n`.
    private static let compressedHello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9,
        0x57, 0xC8, 0xC0, 0x4E, 0x72, 0x01, 0x00, 0x68, 0x02, 0x31, 0x66, 0x1E, 0x00, 0x00, 0x00,
    ]

    @Test func aRedirectIsAnAnswerAndNotFollowed() async throws {
        let server = try LoopbackServer { request, connection in
            connection.respond(302, headers: ["Location: /elsewhere"], text: request.target)
        }
        let response = try await client().send(get(server, "/here"))
        #expect(response.status == 302)
        #expect(server.requestsReceived == 1)
    }

    @Test func headersOfAnInterimResponseAreNotThoseOfTheAnswer() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
            connection.respond(headers: ["X-Real: yes"], text: "ok")
        }
        let response = try await client().send(get(server))
        #expect(response.status == 200)
        #expect(response.headers["link"] == nil)
        #expect(response.headers["x-real"] == "yes")
    }

    // MARK: Connections

    @Test func aConnectionIsReused() async throws {
        let server = try LoopbackServer { _, connection in connection.respond(text: "ok") }
        let client = client()
        var opened = 0
        for _ in 0..<50 { opened += try await client.send(get(server)).connectionsOpened }
        #expect(server.connectionsAccepted == 1)
        #expect(opened == 1)
    }

    @Test func noMoreConnectionsThanAllowedAreOpen() async throws {
        let server = try LoopbackServer { _, connection in
            usleep(2_000)
            connection.respond(text: "ok")
        }
        let client = client { $0.transfersMax = 8 }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 { group.addTask { try await client.send(get(server)).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.connectionsOpenMax <= 8)
        #expect(server.connectionsOpenMax > 1)
        #expect(server.requestsReceived == 200)
    }

    @Test func thousandsOfConcurrentSendsAreAllAnswered() async throws {
        let server = try LoopbackServer { request, connection in
            connection.respond(text: request.target)
        }
        let client = client()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5_000 {
                group.addTask {
                    let response = try await client.send(get(server, "/\(number)"))
                    #expect(String(decoding: response.body, as: UTF8.self) == "/\(number)")
                }
            }
            try await group.waitForAll()
        }
        #expect(server.requestsReceived == 5_000)
    }

    @Test func theQueueIsBounded() async throws {
        let server = try LoopbackServer { _, connection in connection.waitForEnd() }
        let client = client {
            $0.transfersMax = 1
            $0.waitingMax = 2
        }
        let codes = Recorder<TransportError.Code>()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do { _ = try await client.send(get(server)) } catch let error as TransportError
                    {
                        codes.record(error.code)
                    } catch {}
                }
            }
            while codes.count < 3 { try? await Task.sleep(for: .milliseconds(5)) }
            group.cancelAll()
        }
        #expect(codes.elements == Array(repeating: .queueFull(limit: 2), count: 3))
    }

    // MARK: Failures

    @Test func aLargeBodyFailsInsteadOfFillingMemory() async throws {
        let server = try LoopbackServer { _, connection in
            connection.respond(body: [UInt8](repeating: 0x20, count: 1 << 20))
        }
        await expectFailure(.bodyTooLarge(limitBytes: 1_000), isTransient: false) {
            try await client { $0.bodyBytesMax = 1_000 }.send(get(server))
        }
    }

    @Test func endlessHeadersFailInsteadOfFillingMemory() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            for number in 0..<10_000 { connection.write("X-\(number): y\r\n") }
            connection.end()
        }
        await expectFailure(.headersTooLarge(limitBytes: 4_096), isTransient: false) {
            try await client { $0.headerBytesMax = 4_096 }.send(get(server))
        }
    }

    @Test func silenceBeforeTheAnswerTimesOut() async throws {
        let server = try LoopbackServer { _, connection in connection.waitForEnd() }
        await expectFailure(.timedOut, isTransient: true) {
            try await client { $0.totalTimeoutMilliseconds = 100 }.send(get(server))
        }
    }

    @Test func silenceInTheMiddleOfABodyIsAStall() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            connection.waitForEnd()
        }
        await expectFailure(.stalled, isTransient: true) {
            try await client { $0.stallTimeoutMilliseconds = 80 }.send(get(server))
        }
    }

    @Test func aSlowAnswerThatKeepsComingIsNoStall() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n")
            for _ in 0..<25 {
                usleep(60_000)
                connection.write("x")
            }
        }
        // Longer as a whole than the silence that is allowed.
        let response = try await client { $0.stallTimeoutMilliseconds = 1_000 }.send(get(server))
        #expect(response.body.count == 25)
    }

    @Test func aResetInTheMiddleOfABodyGivesNothingPartial() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            usleep(20_000)
            connection.reset()
        }
        await expectFailure(.connectionLost, isTransient: true) {
            try await client().send(get(server))
        }
    }

    @Test func aBodyShorterThanAnnouncedGivesNothingPartial() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            connection.end()
        }
        await expectFailure(.connectionLost, isTransient: true) {
            try await client().send(get(server))
        }
    }

    @Test func aConnectionClosedWithoutAnAnswerIsTransient() async throws {
        let server = try LoopbackServer { _, connection in connection.end() }
        await expectFailure(.connectionLost, isTransient: true) {
            try await client().send(get(server))
        }
    }

    @Test func garbageInsteadOfHTTPIsMalformed() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write("220 mail.example.com ESMTP\r\n")
            connection.end()
        }
        await expectFailure(.malformedResponse, isTransient: true) {
            try await client().send(get(server))
        }
    }

    @Test func aRefusedConnectionIsTransient() async throws {
        var port: UInt16 = 0
        do {
            let server = try LoopbackServer { _, _ in }
            port = server.port
        }
        try await Task.sleep(for: .milliseconds(50))
        let base = try BaseURL("http://127.0.0.1:\(port)")
        await expectFailure(.cannotConnect, isTransient: true) {
            try await client().send(HTTPRequest(.get, base, path: "/"))
        }
    }

    @Test func aNameThatDoesNotExistIsTransient() async throws {
        let base = try BaseURL("https://does-not-exist.invalid")
        await expectFailure(.nameNotResolved, isTransient: true) {
            try await client().send(HTTPRequest(.get, base, path: "/"))
        }
    }

    @Test func aFailureDoesNotHarmTheNextRequest() async throws {
        let server = try LoopbackServer { request, connection in
            if request.target == "/bad" { return connection.reset() }
            connection.respond(text: "ok")
        }
        let client = client { $0.transfersMax = 1 }
        for _ in 0..<10 {
            await #expect(throws: TransportError.self) {
                try await client.send(get(server, "/bad"))
            }
            #expect(try await client.send(get(server, "/good")).status == 200)
        }
    }

    // MARK: Cancellation and end

    @Test func cancellingTheTaskFreesTheTransfer() async throws {
        let server = try LoopbackServer { request, connection in
            if request.target == "/silent" { return connection.waitForEnd() }
            connection.respond(text: "ok")
        }
        let client = client { $0.transfersMax = 1 }
        for _ in 0..<5 {
            let before = server.requestsReceived
            let task = Task { try await client.send(get(server, "/silent")) }
            while server.requestsReceived == before { try await Task.sleep(for: .milliseconds(1)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            // The only place is free again, or this would wait until the timeout.
            #expect(try await client.send(get(server, "/good")).status == 200)
        }
    }

    @Test func cancellingAWaitingRequestDoesNotSendIt() async throws {
        let server = try LoopbackServer { _, connection in connection.waitForEnd() }
        let client = client { $0.transfersMax = 1 }
        let first = Task { try await client.send(get(server)) }
        while server.requestsReceived == 0 { try await Task.sleep(for: .milliseconds(1)) }
        let second = Task { try await client.send(get(server)) }
        try await Task.sleep(for: .milliseconds(20))
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(server.requestsReceived == 1)
    }

    @Test func cancellingAtAnyMomentResumesExactlyOnce() async throws {
        // A continuation resumed twice traps; one never resumed runs into the time limit.
        let server = try LoopbackServer { _, connection in connection.respond(text: "ok") }
        let client = client()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let task = Task { try await client.send(get(server)) }
                    if number % 3 > 0 {
                        try? await Task.sleep(for: .microseconds(number % 50 * 20))
                    }
                    task.cancel()
                    switch await task.result {
                    case .success(let response): #expect(response.status == 200)
                    case .failure(let error): #expect(error is CancellationError)
                    }
                }
            }
        }
        #expect(try await client.send(get(server)).status == 200)
    }

    @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
        let server = try LoopbackServer { _, connection in connection.respond(text: "ok") }
        let client = client()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await client.send(get(server))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requestsReceived == 0)
    }

    @Test func aClientThatGoesAwayClosesItsConnections() async throws {
        let server = try LoopbackServer { _, connection in connection.respond(text: "ok") }
        do {
            let client = client()
            #expect(try await client.send(get(server)).status == 200)
            #expect(server.connectionsOpen == 1)
        }
        while server.connectionsOpen > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
}
