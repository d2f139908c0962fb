import Foundation

/// How small the machine's `gzip -9` makes a file: what a reader loads from a server that packs.
enum GzipSize {
    static func bytes(of file: URL) throws -> Int {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-9", "-n", "-c", file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let packed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchmarkError("gzip ended with \(process.terminationStatus); is it installed?")
        }
        return packed.count
    }
}
