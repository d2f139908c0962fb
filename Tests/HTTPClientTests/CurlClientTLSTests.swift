import Foundation
import HTTPClient
import LedgerTestSupport
import Testing

@Suite("Curl client over TLS", .timeLimit(.minutes(1)))
struct CurlClientTLSTests {
    @Test func aServerThatNobodyVouchesForIsRefused() async throws {
        let server = try SecureServer()
        let error = await #expect(throws: TransportError.self) {
            try await CurlClient().send(HTTPRequest(.get, server.base, path: "/"))
        }
        #expect(error?.code == .certificateRefused)
        #expect(error?.isTransient == false)
    }

    @Test func aServerThatAGivenAuthorityVouchesForIsTaken() async throws {
        let server = try SecureServer()
        var configuration = CurlClient.Configuration()
        configuration.certificateAuthorityFile = server.certificate
        let client = CurlClient(configuration: configuration)
        let response = try await client.send(HTTPRequest(.get, server.base, path: "/"))
        #expect(response.status == 200)
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let server = try SecureServer(name: "elsewhere.example.com")
        var configuration = CurlClient.Configuration()
        configuration.certificateAuthorityFile = server.certificate
        let client = CurlClient(configuration: configuration)
        let error = await #expect(throws: TransportError.self) {
            try await client.send(HTTPRequest(.get, server.base, path: "/"))
        }
        #expect(error?.code == .certificateRefused)
    }

    @Test func aServerThatSpeaksNoTLSFailsTheHandshake() async throws {
        let server = try LoopbackServer { _, connection in connection.respond(text: "plain") }
        // The plain server waits for a blank line that a handshake does not hold.
        var configuration = CurlClient.Configuration()
        configuration.connectTimeoutMilliseconds = 300
        let base = try BaseURL("https://127.0.0.1:\(server.port)")
        let error = await #expect(throws: TransportError.self) {
            try await CurlClient(configuration: configuration).send(
                HTTPRequest(.get, base, path: "/"))
        }
        #expect(error?.isTransient == true)
        #expect(error?.code == .tlsFailed || error?.code == .timedOut)
    }
}

/// A server with a certificate of its own making, by the openssl command of the system.
private final class SecureServer {
    let base: BaseURL
    let certificate: String
    private let process = Process()
    private let directory: URL

    init(name: String = "localhost") throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        certificate = directory.appending(path: "certificate.pem").path()
        let key = directory.appending(path: "key.pem").path()
        try Self.run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=\(name)", "-addext",
            "subjectAltName=DNS:\(name)",
        ])
        let port = try Self.freePort()
        base = try BaseURL("https://localhost:\(port)")
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key", key, "-www",
            "-quiet",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try Self.waitUntilListening(port)
    }

    deinit {
        // Not SIGTERM: children of a task's thread inherit its mask, which blocks that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl made no certificate")
    }

    private static func freePort() throws -> UInt16 {
        try LoopbackServer { _, _ in }.port
    }

    private static func waitUntilListening(_ port: UInt16) throws {
        for _ in 0..<400 {
            let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let isListening = unsafe withUnsafePointer(to: &address) {
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isListening { return }
            usleep(5_000)
        }
        Issue.record("openssl s_server does not listen")
    }
}
