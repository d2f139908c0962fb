import Dashboard
import Foundation

/// The list of published snapshots, `index.html` beside their folders.
struct SnapshotList {
    let output: String

    /// Writes the list anew from the manifests that are there.
    func write() throws {
        var manifests: [(name: String, manifest: SnapshotManifest)] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted(by: >)
        for name in names where !name.hasPrefix(".") {
            guard let data = FileManager.default.contents(atPath: "\(output)/\(name)/manifest.json")
            else { continue }
            let manifest = try JSONDecoder().decode(SnapshotManifest.self, from: data)
            manifests.append((name, manifest))
        }
        let page = SnapshotIndexPage(snapshots: manifests).render()
        try SnapshotWriter.put(Array(page.utf8), "\(output)/index.html")
    }
}
