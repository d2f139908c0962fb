import ArgumentParser
import EventStore
import HubSpotModel

/// Prints the current records, folded from the log.
struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "Show the current records of a type.")

    @OptionGroup var common: CommonOptions

    @Option(help: "The type: deals, contacts, companies, owners, …")
    var object: String

    @Flag(help: "Also absorbed, purged and erased records, with their state.")
    var all = false

    func validate() throws { _ = try ObjectName.parse(object) }

    func run() throws {
        let launch = try Launch(common)
        let reader = try LedgerReader.open(launch.directory)
        let type = try ObjectName.parse(object)
        if common.json {
            try RecordPrinter(all: all).print(type, of: reader) { StandardOutput.write($0) }
            return
        }
        var count = 0
        try reader.forEachRecord(of: type, includingGone: all) { row, _ in
            count += 1
            StandardOutput.write(Self.line(row))
            return true
        }
        StandardError.write("\(count) \(type.name)\n")
    }

    /// Id, state and how much is known; the values themselves are for `--json`.
    private static func line(_ row: RecordRow) -> String {
        let updated = row.stamps?.updatedAt.map { Instant(milliseconds: $0).description } ?? "–"
        let links = row.links.reduce(0) { $0 + $1.links.count }
        return "\(row.key.id)  \(row.image.state.name)  modified \(updated)  "
            + "\(row.image.properties.count) properties  \(links) links\n"
    }
}
