import BrowserDriver
import Foundation
import Testing

/// A headless browser of a test's own, without memory of other pages.
enum OpenPage {
    static func browse(
        width: Int = 1280, height: Int = 900, _ body: (Browser) async throws -> Void
    ) async throws {
        let driver = try await ChromeDriver.start()
        do {
            let browser = try await Browser(driver)
            try await browser.setSize(width, height)
            try await browser.prefer(["prefers-reduced-motion": "reduce"])
            try await body(browser)
        } catch {
            await driver.stop()
            throw error
        }
        await driver.stop()
    }

    /// Asks the page until it answers with `true`.
    static func wait(
        _ browser: Browser, within deadline: Duration = .seconds(30), until script: String,
        _ place: SourceLocation = #_sourceLocation
    ) async throws {
        let end = ContinuousClock.now + deadline
        while true {
            let answer = try await browser.run(script)
            if answer == .bool(true) { return }
            try #require(
                ContinuousClock.now < end, "never true: \(script)", sourceLocation: place)
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
