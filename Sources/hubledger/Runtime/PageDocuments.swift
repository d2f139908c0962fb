import Dashboard
import Foundation
import Projections

/// The two documents that a page carries.
struct PageDocuments {
    let document: MetricsDocument
    let manifest: SnapshotManifest
    /// `metrics` as parsed JSON.
    let tree: Any
    /// The whole page.
    let bytes: [UInt8]

    /// - Throws: ``CommandError`` 66 for a file that cannot be read, 65 for one that is no page.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError(66, "\(path) cannot be read")
        }
        try self.init(bytes: Array(data), path: path)
    }

    /// - Parameter path: names the page in messages.
    init(bytes: [UInt8], path: String) throws {
        self.bytes = bytes
        let page = String(decoding: bytes, as: UTF8.self)
        guard let metrics = Self.script("metrics", in: page),
            let manifest = Self.script("manifest", in: page)
        else {
            throw CommandError(
                65, "\(path) is no page of this program: it carries no documents")
        }
        do {
            document = try JSONDecoder().decode(MetricsDocument.self, from: metrics)
            self.manifest = try JSONDecoder().decode(SnapshotManifest.self, from: manifest)
            tree = try JSONSerialization.jsonObject(with: metrics)
        } catch {
            throw CommandError(65, "the documents in \(path) cannot be read: \(error)")
        }
    }

    /// The text of the JSON script with an id.
    private static func script(_ id: String, in page: String) -> Data? {
        // Markup leaves quotes out where a value needs none.
        let opening = "<script type=\"application/json\" id="
        guard
            let start = page.range(of: opening + id) ?? page.range(of: "\(opening)\"\(id)\""),
            let content = page[start.upperBound...].firstIndex(of: ">"),
            let end = page[content...].range(of: "</script>")
        else { return nil }
        return Data(page[page.index(after: content)..<end.lowerBound].utf8)
    }
}
