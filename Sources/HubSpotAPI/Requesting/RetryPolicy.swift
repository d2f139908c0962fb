/// The bounds of trying again; every one is named here.
package struct RetryPolicy: Sendable, Equatable {
    /// Tries of one request, the first included, when the answer is 5xx, a lock or no answer.
    package var attemptsMax = 6
    /// Tries when nobody answers at an address that has never answered: it is probably wrong.
    package var firstContactAttemptsMax = 3
    /// Tries when the status is 500, which odd requests get every time.
    package var serverErrorAttemptsMax = 4
    /// Tries when the body cannot be read.
    package var invalidResponseAttemptsMax = 3
    /// Tries when refused for going too fast.
    package var rateLimitedAttemptsMax = 8
    /// First pause after an outage; doubles with each try.
    package var pauseMilliseconds: Int64 = 500
    /// Longest pause by our own reckoning, whatever the reason.
    package var pauseMillisecondsMax: Int64 = 30_000
    /// Shortest pause when records are locked by a bulk write.
    package var lockedPauseMilliseconds: Int64 = 2_000
    /// Pause after a burst limit, times the number of tries.
    package var burstPauseMilliseconds: Int64 = 10_000
    /// Pause after the search limit, times the number of tries.
    package var searchPauseMilliseconds: Int64 = 1_000
    /// A `Retry-After` above this is not waited for: the error names it instead.
    package var retryAfterSecondsMax = 60
    /// All pauses of one request together.
    package var totalPauseMillisecondsMax: Int64 = 300_000

    package init() {}
}
