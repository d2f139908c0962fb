import Synchronization

/// What requests were made and what held them up, for run reports.
package struct RequestCounts: Sendable, Equatable {
    /// Sent, retries included, by kind.
    package internal(set) var sent: [RequestKind: Int] = [:]
    /// Sent again, by reason.
    package internal(set) var retries: [RetryReason: Int] = [:]
    /// Time that requests spent held up by a limit or its refusal, added up over requests.
    package internal(set) var throttledMilliseconds: Int64 = 0
    /// Whole responses, of any status.
    package internal(set) var answers = 0
    /// Bytes of bodies after decompression.
    package internal(set) var bodyBytes = 0

    package init() {}

    package var total: Int { sent.values.reduce(0, +) }
    package var retriesTotal: Int { retries.values.reduce(0, +) }

    /// What was added since an earlier reading.
    package static func - (later: Self, earlier: Self) -> Self {
        var difference = later
        for (kind, count) in earlier.sent { difference.sent[kind, default: 0] -= count }
        for (reason, count) in earlier.retries { difference.retries[reason, default: 0] -= count }
        difference.sent = difference.sent.filter { $0.value != 0 }
        difference.retries = difference.retries.filter { $0.value != 0 }
        difference.throttledMilliseconds -= earlier.throttledMilliseconds
        difference.answers -= earlier.answers
        difference.bodyBytes -= earlier.bodyBytes
        return difference
    }
}

/// Counts the requests of one client; may be read from anywhere at any time.
final class RequestCounter: Sendable {
    private let counts = Mutex(RequestCounts())

    var current: RequestCounts { counts.withLock { $0 } }

    func change(_ change: (inout RequestCounts) -> Void) {
        counts.withLock { change(&$0) }
    }
}
