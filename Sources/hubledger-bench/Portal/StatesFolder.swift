import EventStore
import Foundation

/// A data directory that holds stored states only.
struct StatesFolder {
    let directory: DataDirectory

    init(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        directory = DataDirectory(path)
    }
}
