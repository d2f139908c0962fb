/// A transaction that was open longer than is good for the others.
///
/// An open read keeps LMDB from reusing pages, so the file grows; an open write keeps out writers.
package struct LongTransaction: Sendable, Equatable {
    package let isWrite: Bool
    package let milliseconds: Int64
    /// Where it was begun: file of the module, and line.
    package let site: String

    /// Longer than this is told, in milliseconds.
    package static let readLimitMilliseconds: Int64 = 3_000
    package static let writeLimitMilliseconds: Int64 = 1_000
}

/// Measures one transaction, from its begin to its end.
struct TransactionTimer {
    private let start = ContinuousClock.now
    private let isWrite: Bool

    init(isWrite: Bool) {
        self.isWrite = isWrite
    }

    /// Tells `observer` when the time that is good was exceeded.
    func end(
        _ limits: Environment.Configuration, file: StaticString, line: UInt
    ) {
        guard let observer = limits.onLongTransaction else { return }
        let milliseconds = Int64((ContinuousClock.now - start) / .milliseconds(1))
        let limit =
            isWrite ? limits.longWriteMilliseconds : limits.longReadMilliseconds
        guard milliseconds > limit else { return }
        observer(
            LongTransaction(
                isWrite: isWrite, milliseconds: milliseconds, site: "\(file):\(line)"))
    }
}
