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
        guard let documents = DashboardPage.documents(in: page) else {
            throw CommandError(
                65, "\(path) is no page of this program: it carries no documents")
        }
        do {
            let metrics = Data(documents.metrics)
            document = try JSONDecoder().decode(MetricsDocument.self, from: metrics)
            manifest = try JSONDecoder().decode(
                SnapshotManifest.self, from: Data(documents.manifest))
            tree = try JSONSerialization.jsonObject(with: metrics)
        } catch {
            throw CommandError(65, "the documents in \(path) cannot be read: \(error)")
        }
    }
}
