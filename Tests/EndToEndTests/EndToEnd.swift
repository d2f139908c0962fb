import Testing

/// The built program as a user runs it: over real sockets, with real files, one test at a time.
@Suite("End to end", .serialized, .timeLimit(.minutes(10)))
enum EndToEnd {}
