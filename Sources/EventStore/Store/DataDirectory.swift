/// Where the parts of a ledger lie below `--data`.
package struct DataDirectory: Sendable, Hashable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// The LMDB environment of the log.
    package var log: String { path + "/log" }
    /// The lock of whoever writes the log.
    package var lock: String { path + "/hubledger.lock" }
    /// The last acknowledged head; see ``HeadFile``.
    package var head: String { path + "/head" }
    /// The environment of the projections' states; disposable.
    package var views: String { path + "/views" }
    /// Where a new log is made before it takes its name.
    var unfinishedLog: String { path + "/log.unfinished" }
    /// Where a log is rewritten.
    var compactedLog: String { path + "/log.compacted" }
    /// The log that a rewritten one replaces, until it is deleted.
    var replacedLog: String { path + "/log.replaced" }
}
