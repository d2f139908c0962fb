import HTTPClient
import HubSpotModel
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

/// The whole way over real sockets, where the transport's failures are real.
@Suite("HubSpot client over sockets", .timeLimit(.minutes(1)))
struct HubSpotClientLoopbackTests {
    private func client(_ server: LoopbackServer) throws -> HubSpotClient {
        var configuration = HubSpotClient.Configuration()
        configuration.retry.pauseMilliseconds = 2
        configuration.requestsPerTenSeconds = 100_000
        var transport = CurlClient.Configuration()
        transport.stallTimeoutMilliseconds = 200
        return HubSpotClient(
            base: try BaseURL(server.url), transport: CurlClient(configuration: transport),
            token: { Secret("token-1") }, configuration: configuration)
    }

    @Test func everyFaultOfTheWayIsSurvivedWithoutLosingOrDoublingARecord() async throws {
        let faults = Recorder<String>()
        let server = try LoopbackServer { request, connection in
            let target = request.target
            let number = faults.record(target)
            let after = target.firstMatch(of: #/after=(\d+)/#).flatMap { Int($0.1) } ?? 0
            let rows = (after..<after + 10).map { index in
                #"{"id":"\#(index + 1)","properties":{},"createdAt":"","updatedAt":""}"#
            }.joined(separator: ",")
            let next = after < 190 ? #","paging":{"next":{"after":"\#(after + 10)"}}"# : ""
            let body = Array(#"{"results":[\#(rows)]\#(next)}"#.utf8)
            switch number % 6 {
            case 1: connection.reset()
            case 3:
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"
                        + String(decoding: body.prefix(body.count / 2), as: UTF8.self))
                connection.reset()
            case 5: connection.respond(502, text: "<html>bad gateway</html>")
            default: connection.respond(body: body)
            }
        }
        let client = try client(server)
        var ids: [RecordID] = []
        var after: String?
        repeat {
            let page = try await client.list(.contacts, properties: ["email"], after: after).value
            ids += page.records.map(\.id)
            after = page.next
        } while after != nil
        #expect(ids == (1...200).map { .number($0) })
        // libcurl repeats by itself what died unanswered on a connection it had used before.
        #expect(client.counts.retriesTotal >= 8)
        #expect(client.counts.total == 20 + client.counts.retriesTotal)
        #expect(server.requestsReceived >= client.counts.total)
    }

    @Test func theTokenStaysWithTheConfiguredHost() async throws {
        let elsewhere = try LoopbackServer { _, connection in connection.respond(text: "{}") }
        let url = elsewhere.url
        let server = try LoopbackServer { _, connection in
            connection.respond(302, headers: ["Location: \(url)/steal"], text: "")
        }
        let error = await #expect(throws: HubSpotError.self) {
            try await client(server).list(.deals, properties: [])
        }
        #expect(error?.code == .unexpectedStatus(302))
        #expect(elsewhere.connectionsAccepted == 0)
    }
}
