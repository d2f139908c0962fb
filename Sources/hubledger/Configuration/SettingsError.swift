/// A configuration that cannot be used: exit status 78.
struct SettingsError: Error, CustomStringConvertible {
    /// The file or variable the mistake stands in.
    let source: String
    /// From 1; `nil` where there are no lines.
    let line: Int?
    /// The key with its parents: `sync.interval`.
    let key: String
    /// What is wrong, and what is allowed.
    let reason: String

    var description: String {
        let place = line.map { "\(source), line \($0)" } ?? source
        return key.isEmpty ? "\(place): \(reason)" : "\(place): \(key): \(reason)"
    }
}
