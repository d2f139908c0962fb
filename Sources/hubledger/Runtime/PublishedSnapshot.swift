import Crypto
import Dashboard
import Foundation
import Projections

/// A snapshot that lies on disk, read whole and proven by the hashes of its manifest.
struct PublishedSnapshot {
    let dashboard: MadeDashboard
    private let folder: String

    /// - Throws: ``CommandError`` 66 for a folder that holds no snapshot, 65 for one whose files are
    ///   not those that its manifest names.
    init(folder: String) throws {
        self.folder = folder
        let manifestBytes = try Self.read("manifest.json", in: folder)
        let metrics = try Self.read("metrics.json", in: folder)
        let page = try Self.read("index.html", in: folder)
        var manifest = try Self.decode(
            SnapshotManifest.self, manifestBytes, "manifest.json", folder)
        for (name, bytes) in [("index.html", page), ("metrics.json", metrics)] {
            guard manifest.files[name] == SnapshotWriter.sha256(bytes) else {
                throw CommandError(
                    65,
                    "\(folder)/\(name) is not the file that its manifest names: it was changed "
                        + "after it was written; write the snapshot anew")
            }
        }
        manifest.files = ByName([])
        let document = try Self.decode(MetricsDocument.self, metrics, "metrics.json", folder)
        dashboard = MadeDashboard(
            document: document, manifest: manifest, metrics: metrics, page: page)
    }

    /// The same snapshot with ids in the place of names, as this version of the program draws it.
    ///
    /// What a ledger gives with `--redacted` at the same place is the same, byte for byte.
    func redacted() throws -> MadeDashboard {
        guard !dashboard.manifest.options.redacted else { return dashboard }
        let document = dashboard.document.redacted
        var manifest = dashboard.manifest
        manifest.options.redacted = true
        manifest.program = ProgramVersion.name
        manifest.rendererVersion = DashboardPage.rendererVersion
        let page = try DashboardPage(document: document, manifest: manifest)
            .render { Array(SHA256.hash(data: $0)) }
        return MadeDashboard(
            document: document, manifest: manifest,
            metrics: try DocumentEncoder().encode(document), page: Array(page.utf8))
    }

    private static func read(_ name: String, in folder: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            throw CommandError(
                66, "\(folder) is no snapshot that can be read: there is no \(name) in it")
        }
        return Array(data)
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], _ name: String, _ folder: String
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw CommandError(
                65,
                "\(folder)/\(name) cannot be read; it was written by another version of the "
                    + "program, or damaged")
        }
    }
}
