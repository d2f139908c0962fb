import Dashboard
import Foundation

/// The list of published snapshots, `index.html` beside their folders.
struct SnapshotList {
    let output: String

    /// Writes the list anew from the manifests and documents that are there.
    func write() throws {
        var snapshots: [SnapshotIndexPage.Entry] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted(by: >)
        for name in names where !name.hasPrefix(".") {
            guard let data = FileManager.default.contents(atPath: "\(output)/\(name)/manifest.json")
            else { continue }
            let manifest = try JSONDecoder().decode(SnapshotManifest.self, from: data)
            let headline = FileManager.default.contents(atPath: "\(output)/\(name)/metrics.json")
                .flatMap { try? JSONDecoder().decode(SnapshotHeadline.self, from: $0) }
            snapshots.append(.init(name: name, manifest: manifest, headline: headline))
        }
        let page = SnapshotIndexPage(snapshots: snapshots).render()
        try SnapshotWriter.put(Array(page.utf8), "\(output)/index.html")
    }
}
