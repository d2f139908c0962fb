import LMDB

/// What `--version` says.
enum ProgramVersion {
    static let number = "0.1.0"
    static let name = "hubledger \(number)"
    static let text = "\(name) (lmdb \(Environment.libraryVersion))"
}
