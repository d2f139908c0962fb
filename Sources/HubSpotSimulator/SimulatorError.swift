/// Why a simulator cannot be made or served.
package struct SimulatorError: Error, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        case invalidConfiguration
        case cannotListen
    }

    package let code: Code
    /// What was wrong, in the words of the configuration.
    package let detail: String

    package var description: String {
        switch code {
        case .invalidConfiguration: "The simulator cannot be configured so: \(detail)."
        case .cannotListen: "The simulator cannot listen: \(detail)."
        }
    }

    /// One sentence to the operator.
    package var remedy: String {
        switch code {
        case .invalidConfiguration: "Give a value within the range that is named."
        case .cannotListen: "Choose another port, or 0 for any free one."
        }
    }
}
