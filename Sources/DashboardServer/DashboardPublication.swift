/// One dashboard as it is served: the page and the documents it was made from.
package struct DashboardPublication: Sendable {
    /// The page, UTF-8.
    package let page: [UInt8]
    /// `metrics.json`, UTF-8.
    package let metrics: [UInt8]
    /// Last log position folded.
    package let sequence: UInt64
    /// The instant the figures are of, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    package let asOf: String
    /// Chain hash of the log at `sequence`, hexadecimal.
    package let logHash: String

    package init(
        page: [UInt8], metrics: [UInt8], sequence: UInt64, asOf: String, logHash: String
    ) {
        self.page = page
        self.metrics = metrics
        self.sequence = sequence
        self.asOf = asOf
        self.logHash = logHash
    }

    /// Same log and instant, same bytes: the strong validator of the page and of its metrics.
    package var entityTag: String { "\"\(logHash)-\(asOf)\"" }
}
