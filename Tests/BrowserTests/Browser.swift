import Foundation

/// A headless Chromium driven over the WebDriver protocol.
///
/// Source: the W3C WebDriver recommendation, and chromedriver's `goog:` extensions.
struct Browser: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The browser of the suite.
    @TaskLocal static var shared: Browser?

    private let base: URL
    private let session: String

    /// Hands over the suite's browser as if it were new: empty, of a size, without memory.
    static func run(
        width: Int = 1280, height: Int = 900, dark: Bool = false,
        _ body: (Browser) async throws -> Void
    ) async throws {
        guard let browser = shared else {
            throw Failure(description: "No browser was started for this test.")
        }
        guard let blank = URL(string: "about:blank") else { return }
        try await browser.open(blank)
        try await browser.devTools(
            "Storage.clearDataForOrigin",
            ["origin": .text("file://"), "storageTypes": .text("local_storage")])
        try await browser.setSize(width, height)
        try await browser.prefer(dark: dark)
        _ = try await browser.consoleMessages()
        _ = try await browser.requests()
        try await body(browser)
    }

    init(_ address: URL) async throws {
        base = address
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--force-device-scale-factor=1",
        ]
        let value = try await Self.send(
            "POST", address.appending(path: "session"),
            .object([
                "capabilities": .object([
                    "alwaysMatch": .object([
                        "goog:loggingPrefs": .object([
                            "browser": .text("ALL"), "performance": .text("ALL"),
                        ]),
                        "goog:chromeOptions": .object([
                            "args": .array(arguments.map { .text($0) })
                        ]),
                    ])
                ])
            ]))
        guard let id = value["sessionId"].string else {
            throw Failure(description: "The driver made no session.")
        }
        session = id
    }

    func open(_ url: URL) async throws {
        _ = try await command("POST", "url", .object(["url": .text(url.absoluteString)]))
    }

    /// Runs a function body in the page; `arguments[0]…` are the values given.
    @discardableResult
    func run(_ script: String, _ arguments: JSON...) async throws -> JSON {
        try await command(
            "POST", "execute/sync",
            .object(["script": .text(script), "args": .array(arguments)]))
    }

    /// Presses and releases keys where the focus is.
    func press(_ keys: String...) async throws { try await press(keys: keys) }

    /// Presses and releases many keys at once.
    func press(keys: [String]) async throws {
        let actions = keys.flatMap { key in
            ["keyDown", "keyUp"].map { kind in
                JSON.object(["type": .text(kind), "value": .text(key)])
            }
        }
        _ = try await command(
            "POST", "actions",
            .object([
                "actions": .array([
                    .object([
                        "type": .text("key"), "id": .text("keyboard"), "actions": .array(actions),
                    ])
                ])
            ]))
    }

    func back() async throws { _ = try await command("POST", "back", .object([:])) }
    func reload() async throws { _ = try await command("POST", "refresh", .object([:])) }

    func setSize(_ width: Int, _ height: Int) async throws {
        try await devTools(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Decimal(width)), "height": .number(Decimal(height)),
                "deviceScaleFactor": .number(1), "mobile": .bool(false),
            ])
    }

    func prefer(dark: Bool) async throws {
        try await devTools(
            "Emulation.setEmulatedMedia",
            [
                "media": .text(""),
                "features": .array([
                    .object([
                        "name": .text("prefers-color-scheme"),
                        "value": .text(dark ? "dark" : "light"),
                    ]),
                    .object([
                        "name": .text("prefers-reduced-motion"), "value": .text("reduce"),
                    ]),
                ]),
            ])
    }

    @discardableResult
    func devTools(_ method: String, _ parameters: [String: JSON]) async throws -> JSON {
        try await command(
            "POST", "goog/cdp/execute",
            .object(["cmd": .text(method), "params": .object(parameters)]))
    }

    /// Messages of the console since the last call, policy violations among them.
    func consoleMessages() async throws -> [String] {
        try await log("browser").compactMap { $0["message"].string }
    }

    /// Addresses requested from the network or the disk since the last call.
    func requests() async throws -> [String] {
        try await log("performance").compactMap { entry in
            guard let text = entry["message"].string,
                let message = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)),
                message["message"]["method"].string == "Network.requestWillBeSent"
            else { return nil }
            return message["message"]["params"]["request"]["url"].string
        }
    }

    private func log(_ type: String) async throws -> [JSON] {
        try await command("POST", "se/log", .object(["type": .text(type)])).elements
    }

    private func command(_ method: String, _ path: String, _ body: JSON) async throws -> JSON {
        try await Self.send(method, base.appending(path: "session/\(session)/\(path)"), body)
    }

    /// Goes through `curl`: Foundation on Linux refuses the driver's headers, which have no space
    /// behind their colon.
    static func send(_ method: String, _ url: URL, _ body: JSON?) async throws -> JSON {
        var arguments = ["curl", "-s", "-S", "-m", "60", "-X", method, url.absoluteString]
        var input: Data?
        if let body {
            input = try JSONEncoder().encode(body)
            arguments += ["-H", "Content-Type: application/json", "--data-binary", "@-"]
        }
        let data = try await Command.output(arguments, input: input)
        let value = try JSONDecoder().decode(JSON.self, from: data)["value"]
        if let error = value["error"].string {
            throw Failure(description: "\(error): \(value["message"].string ?? "")")
        }
        return value
    }
}
