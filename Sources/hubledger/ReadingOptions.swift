import ArgumentParser

/// Which past to read.
struct ReadingOptions: ParsableArguments {
    @Option(
        help:
            "As known at this instant (ISO-8601), or at the end of this date in the portal's zone.")
    var asOf: String?

    @Option(help: "As of the block that holds this sequence number.")
    var sequence: UInt64?
}
