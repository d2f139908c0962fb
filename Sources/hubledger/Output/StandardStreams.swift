import Foundation

/// The result of a command, and nothing else.
enum StandardOutput {
    /// Writes bytes; ends the program quietly when the reader has gone away.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { buffer in
                unsafe Foundation.write(1, buffer.baseAddress, buffer.count)
            }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                exit(errno == EPIPE ? 0 : 74)
            }
        }
    }

    static func write(_ text: String) { write(Array(text.utf8)) }
}

/// Progress and messages.
enum StandardError {
    static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    static var isTerminal: Bool { isatty(2) == 1 }
}
