import Crypto
import Dashboard
import Foundation
import Projections

/// Publishes dashboards as folders: `<as-of>-<sequence>/` with the page and its documents.
struct SnapshotWriter {
    /// The folder of all snapshots.
    let output: String

    /// Writes one snapshot whole, or nothing; ``writeList()`` is left to the caller.
    ///
    /// - Returns: The path of its folder.
    /// - Throws: ``CommandError`` 73 when it cannot be created.
    func write(_ dashboard: MadeDashboard) throws -> String {
        let name = Self.name(dashboard.manifest)
        let folder = "\(output)/\(name)"
        let unfinished = "\(output)/.\(name).unfinished"
        do {
            let files = FileManager.default
            try? files.removeItem(atPath: unfinished)  // What a killed run left; absent mostly.
            try files.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
            var manifest = dashboard.manifest
            manifest.files = .init([
                ("index.html", Self.sha256(dashboard.page)),
                ("metrics.json", Self.sha256(dashboard.metrics)),
            ])
            try Self.put(dashboard.page, "\(unfinished)/index.html")
            try Self.put(dashboard.metrics, "\(unfinished)/metrics.json")
            try Self.put(try DocumentEncoder().encode(manifest), "\(unfinished)/manifest.json")
            if files.fileExists(atPath: folder) { try files.removeItem(atPath: folder) }
            try files.moveItem(atPath: unfinished, toPath: folder)
        } catch let error as CocoaError {
            throw CommandError(73, "cannot write \(folder): \(error.localizedDescription)")
        }
        return folder
    }

    /// Refreshes the list of all snapshots beside their folders.
    ///
    /// - Throws: ``CommandError`` 73 when it cannot be written.
    func writeList() throws {
        do {
            try SnapshotList(output: output).write()
        } catch let error as CocoaError {
            throw CommandError(
                73, "cannot write \(output)/index.html: \(error.localizedDescription)")
        }
    }

    /// `20261122T143000Z-18204`.
    static func name(_ manifest: SnapshotManifest) -> String {
        let time = manifest.asOf.prefix(19).filter { $0 != "-" && $0 != ":" }
        return "\(time)Z-\(manifest.sequence)"
            + (manifest.reading == .hindsight ? "-hindsight" : "")
            + (manifest.options.redacted ? "-redacted" : "")
    }

    static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    static func put(_ bytes: [UInt8], _ path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
