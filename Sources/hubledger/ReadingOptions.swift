import ArgumentParser

/// Which past to read.
struct ReadingOptions: ParsableArguments {
    @Option(
        help:
            "As known at this instant (ISO-8601), or at the end of this date in the portal's zone.")
    var asOf: String?

    @Option(help: "As of the block that holds this sequence number.")
    var sequence: UInt64?

    @Flag(help: "With --as-of: what is known today of that instant, not what was known then.")
    var hindsight = false

    /// The same as a value, once it is parsed.
    var asked: AskedReading {
        AskedReading(asOf: asOf, sequence: sequence, hindsight: hindsight)
    }

    func validate() throws {
        guard hindsight else { return }
        guard asOf != nil else {
            throw ValidationError("--hindsight needs --as-of: the instant to look back at")
        }
        guard sequence == nil else {
            throw ValidationError("--hindsight reads everything known; leave --sequence out")
        }
    }
}
