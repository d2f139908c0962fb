package import Foundation
import HTTPClient

/// A headless Chromium driven over the WebDriver protocol.
///
/// Source: the W3C WebDriver recommendation, and chromedriver's `goog:` extensions.
package struct Browser: Sendable {
    private let client: CurlClient
    private let base: BaseURL
    private let session: String

    /// Opens a window of 1280 × 900 pixels.
    ///
    /// - Throws: ``BrowserError``, which says what to install where there is no browser.
    /// - Parameter isLogged: Whether ``consoleMessages()`` and ``requests()`` have anything to say.
    package init(_ driver: ChromeDriver, isLogged: Bool = true) async throws {
        base = driver.base
        var configuration = CurlClient.Configuration()
        configuration.stallTimeoutMilliseconds = 90_000
        client = CurlClient(configuration: configuration)
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--force-device-scale-factor=1",
        ]
        let value = try await Self.post(
            "session", to: base, with: client,
            .object([
                "capabilities": .object([
                    "alwaysMatch": .object([
                        "goog:loggingPrefs": .object(
                            isLogged ? ["browser": .text("ALL"), "performance": .text("ALL")] : [:]
                        ),
                        "goog:chromeOptions": .object([
                            "args": .array(arguments.map { .text($0) })
                        ]),
                    ])
                ])
            ]))
        guard let id = value["sessionId"].string else {
            throw BrowserError("the driver made no session: \(BrowserError.remedy)")
        }
        session = id
    }

    package func open(_ url: URL) async throws {
        _ = try await command("url", .object(["url": .text(url.absoluteString)]))
    }

    /// Runs a function body in the page; `arguments[0]…` are the values given.
    @discardableResult
    package func run(_ script: String, _ arguments: JSON...) async throws -> JSON {
        try await command(
            "execute/sync",
            .object(["script": .text(script), "args": .array(arguments)]))
    }

    /// Presses and releases keys where the focus is.
    package func press(_ keys: String...) async throws { try await press(keys: keys) }

    /// Presses and releases many keys at once.
    package func press(keys: [String]) async throws {
        let actions = keys.flatMap { key in
            ["keyDown", "keyUp"].map { kind in
                JSON.object(["type": .text(kind), "value": .text(key)])
            }
        }
        _ = try await command(
            "actions",
            .object([
                "actions": .array([
                    .object([
                        "type": .text("key"), "id": .text("keyboard"), "actions": .array(actions),
                    ])
                ])
            ]))
    }

    package func back() async throws { _ = try await command("back", .object([:])) }
    package func forward() async throws { _ = try await command("forward", .object([:])) }
    package func reload() async throws { _ = try await command("refresh", .object([:])) }

    /// Sizes the window in pixels of the style sheet; pictures have `scale` times as many.
    package func setSize(_ width: Int, _ height: Int, scale: Decimal = 1) async throws {
        try await devTools(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Decimal(width)), "height": .number(Decimal(height)),
                "deviceScaleFactor": .number(scale), "mobile": .bool(false),
            ])
    }

    /// Sets what media queries find, by the name of the feature; all others are as at first.
    package func prefer(_ features: [String: String], medium: String = "") async throws {
        try await devTools(
            "Emulation.setEmulatedMedia",
            [
                "media": .text(medium),
                "features": .array(
                    features.sorted { $0.key < $1.key }.map {
                        .object(["name": .text($0.key), "value": .text($0.value)])
                    }),
            ])
    }

    @discardableResult
    package func devTools(_ method: String, _ parameters: [String: JSON]) async throws -> JSON {
        try await command(
            "goog/cdp/execute",
            .object(["cmd": .text(method), "params": .object(parameters)]))
    }

    /// Messages of the console since the last call, policy violations among them.
    package func consoleMessages() async throws -> [String] {
        try await log("browser").compactMap { $0["message"].string }
    }

    /// Addresses requested from the network or the disk since the last call.
    package func requests() async throws -> [String] {
        try await log("performance").compactMap { entry in
            guard let text = entry["message"].string,
                let message = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)),
                message["message"]["method"].string == "Network.requestWillBeSent"
            else { return nil }
            return message["message"]["params"]["request"]["url"].string
        }
    }

    private func log(_ type: String) async throws -> [JSON] {
        try await command("se/log", .object(["type": .text(type)])).elements
    }

    private func command(_ path: String, _ body: JSON) async throws -> JSON {
        try await Self.post("session/\(session)/\(path)", to: base, with: client, body)
    }

    private static func post(
        _ path: String, to base: BaseURL, with client: CurlClient, _ body: JSON
    ) async throws -> JSON {
        let response = try await client.send(
            HTTPRequest(
                .post, base, path: "/" + path,
                headers: [try RequestHeader("Content-Type", "application/json")],
                body: Array(try JSONEncoder().encode(body))))
        let value = try JSONDecoder().decode(JSON.self, from: Data(response.body))["value"]
        if let error = value["error"].string {
            let message = value["message"].string ?? ""
            let isMissing = message.contains("cannot find Chrome binary")
            throw BrowserError("\(error): \(isMissing ? BrowserError.remedy : message)")
        }
        return value
    }
}
