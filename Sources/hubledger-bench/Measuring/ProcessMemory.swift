import Foundation

/// Memory of this process as the kernel counts it: heap, stacks, and mapped pages of files.
enum ProcessMemory {
    /// Starts the peak anew.
    ///
    /// - Returns: Resident bytes now, and whether the kernel let the peak be reset.
    static func reset() -> (residentBytes: Double, isReset: Bool) {
        let isReset: Bool
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "/proc/self/clear_refs"))
            try handle.write(contentsOf: Data("5\n".utf8))
            try handle.close()
            isReset = true
        } catch {
            isReset = false  // No such file outside Linux, or the kernel forbids it.
        }
        return (bytes("VmRSS") ?? 0, isReset)
    }

    /// The most that was resident since the last reset, in bytes.
    static var peakBytes: Double { bytes("VmHWM") ?? 0 }

    /// A figure of what `since` began, in MB; states what was resident before.
    static func figure(
        _ name: String, since start: (residentBytes: Double, isReset: Bool)
    ) -> Figure {
        let peak = peakBytes
        let mapped = (bytes("RssFile") ?? 0) + (bytes("RssShmem") ?? 0)
        var note =
            "\(compact(start.residentBytes / 1e6)) MB were resident before; of what is resident "
            + "after, \(compact(mapped / 1e6)) MB are pages of mapped files, the log's among them"
        if !start.isReset { note += "; the peak could not be reset, so it is that of the process" }
        return Figure(name, peak / 1e6, "MB").noted(note)
    }

    private static func bytes(_ field: String) -> Double? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(field + ":") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst()
                .first.flatMap({ Double($0) })
        else { return nil }
        return kilobytes * 1024
    }
}
