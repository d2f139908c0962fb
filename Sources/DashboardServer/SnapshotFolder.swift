import Foundation

/// The published snapshots on disk, read by exact names only: no path from a request is followed.
struct SnapshotFolder: Sendable {
    let path: String

    static let files = ["index.html", "metrics.json", "manifest.json"]

    /// Whether a text has the form of a snapshot's name: `20261122T143000Z-18204`, with a suffix.
    static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9]{8}T[0-9]{6}Z-[0-9]{1,20}(-hindsight)?(-redacted)?/) != nil
            || text == "demo"
    }

    /// The list of snapshots, as `snapshot` wrote it.
    func index() -> [UInt8]? { read("index.html") }

    /// One file of one snapshot; `nil` when there is none of that name.
    func file(_ name: String, of snapshot: String) -> [UInt8]? {
        guard Self.isName(snapshot), Self.files.contains(name) else { return nil }
        return read("\(snapshot)/\(name)")
    }

    private func read(_ relative: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(path)/\(relative)").map(Array.init)
    }
}
