import ArgumentParser
import EventStore
import HubSpotModel

/// Prints the events of the log, oldest first.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show the events of the log, oldest first.")

    @OptionGroup var common: CommonOptions

    @Option(help: "The first sequence number.")
    var from: UInt64 = 1

    @Option(help: "The last sequence number. (default: the head)")
    var to: UInt64?

    @Option(help: "Only this type: deals, contacts, …")
    var object: String?

    @Option(help: "Only the record of this id.")
    var id: String?

    @Flag(help: "Go on with new events as they are appended.")
    var follow = false

    /// Between two looks at the log while following.
    private static let followInterval = Duration.milliseconds(250)

    func validate() throws {
        guard from >= 1 else { throw ValidationError("--from starts at 1") }
        if let to, to < from { throw ValidationError("--to must not be below --from") }
        if let object { _ = try ObjectName.parse(object) }
    }

    func run() async throws {
        let launch = try Launch(common)
        let reader = try LedgerReader.open(launch.directory)
        let head = try reader.head().sequence
        for bound in [from, to ?? 1] where bound > max(1, head.rawValue) && !follow {
            throw CommandError(65, "sequence \(bound) is beyond the head of this log, \(head)")
        }
        let printer = EventPrinter(
            json: common.json, object: try object.map(ObjectName.parse),
            id: id.map { RecordID($0) })
        let end = to.map { SequenceNumber($0) }
        var next = SequenceNumber(from)
        while true {
            let last = min(try reader.head().sequence, end ?? SequenceNumber(.max))
            if next <= last {
                try printer.print(reader, from: next, through: last)
                next = last.next
            }
            if !follow || end.map({ next > $0 }) ?? false { return }
            try await Task.sleep(for: Self.followInterval)
        }
    }
}
