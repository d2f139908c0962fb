import Testing

/// All tests with a browser, one after another, in one browser that is started for them.
@Suite("In the browser", .serialized, .timeLimit(.minutes(3)), .oneBrowser)
enum BrowserSuite {}
