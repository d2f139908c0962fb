/// Whether a type, or the whole ledger, is proven to equal the portal.
package struct Verdict: Sendable, Equatable, Codable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case green
        case amber
        case red
    }

    package let state: State
    /// Sentences that say why; empty when green.
    package let reasons: [String]

    package init(state: State, reasons: [String]) {
        self.state = state
        self.reasons = reasons
    }
}
