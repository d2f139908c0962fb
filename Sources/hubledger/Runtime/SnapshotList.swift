import Crypto
import Dashboard
import Foundation

/// The list of published snapshots, `index.html` beside their folders.
struct SnapshotList {
    let output: String

    /// Writes the list anew from the manifests and documents that are there.
    ///
    /// A folder that cannot be read is listed as such: it must not keep others from being published.
    func write() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted(by: >)
        let snapshots = names.filter { !$0.hasPrefix(".") }.compactMap(entry)
        let page = try SnapshotIndexPage(snapshots: snapshots)
            .render { Array(SHA256.hash(data: $0)) }
        try SnapshotWriter.put(Array(page.utf8), "\(output)/index.html")
    }

    /// nil for what is no snapshot: a folder without a page and without a manifest.
    private func entry(_ name: String) -> SnapshotIndexPage.Entry? {
        let files = FileManager.default
        let folder = "\(output)/\(name)"
        let manifest = files.contents(atPath: "\(folder)/manifest.json")
        guard manifest != nil || files.fileExists(atPath: "\(folder)/index.html") else {
            return nil
        }
        return .init(
            name: name,
            manifest: manifest.flatMap {
                try? JSONDecoder().decode(SnapshotManifest.self, from: $0)
            },
            headline: files.contents(atPath: "\(folder)/metrics.json").flatMap {
                try? JSONDecoder().decode(SnapshotHeadline.self, from: $0)
            })
    }
}
