import Testing

/// All tests with a browser, one after another, in one browser that is started for them.
@Suite("In the browser", .serialized, .timeLimit(.minutes(3)), .oneBrowser)
enum BrowserSuite {}

/// Starts driver and browser before the first test and ends both after the last.
///
/// A machine without Chromium or its driver fails here: `ops/setup --test` installs them.
struct OneBrowser: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let driver = try await Driver.start()
        do {
            let browser = try await Browser(driver.address)
            try await Browser.$shared.withValue(browser) { try await function() }
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
