import BrowserDriver
import Foundation
import Testing

/// Starts driver and browser before the first test and ends both after the last.
///
/// A machine without Chromium or its driver fails here: `ops/setup --test` installs them.
struct OneBrowser: SuiteTrait, TestScoping {
    /// The browser of the suite.
    @TaskLocal static var browser: Browser?

    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let driver = try await ChromeDriver.start()
        do {
            let browser = try await Browser(driver)
            try await Self.$browser.withValue(browser) { try await function() }
        } catch {
            await driver.stop()
            throw error
        }
        await driver.stop()
    }
}

extension Trait where Self == OneBrowser {
    static var oneBrowser: Self { OneBrowser() }
}

extension Browser {
    /// Hands over the suite's browser as if it were new: empty, of a size, without memory.
    static func run(
        width: Int = 1280, height: Int = 900, scale: Decimal = 1, dark: Bool = false,
        _ body: (Browser) async throws -> Void
    ) async throws {
        guard let browser = OneBrowser.browser, let blank = URL(string: "about:blank") else {
            throw BrowserError("no browser was started for this test")
        }
        // A link that a test opened would keep this page from being painted.
        try await browser.devTools("Page.bringToFront", [:])
        try await browser.open(blank)
        try await browser.devTools(
            "Storage.clearDataForOrigin",
            ["origin": .text("file://"), "storageTypes": .text("local_storage")])
        try await browser.setText(twice: false)
        try await browser.setSize(width, height, scale: scale)
        try await browser.prefer([
            "prefers-color-scheme": dark ? "dark" : "light", "prefers-reduced-motion": "reduce",
        ])
        _ = try await browser.consoleMessages()
        _ = try await browser.requests()
        try await body(browser)
    }

    /// Sets the size of text that pages start from, 16 pixels, to twice that or back.
    func setText(twice: Bool) async throws {
        try await devTools(
            "Page.setFontSizes",
            ["fontSizes": .object(["standard": .number(twice ? 32 : 16), "fixed": .number(13)])])
    }
}
