import Foundation
import HubSpotModel

/// The `.env` file of the working directory: `NAME=value` lines, `#` comments, optional quotes.
enum DotEnv {
    /// Reads the file, or returns nothing where there is none.
    ///
    /// - Throws: ``SettingsError`` when others than the owner may read it, or a line has no `=`.
    static func read(path: String) throws -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw SettingsError(
                    source: path, line: nil, key: "", reason: "the file cannot be read")
            }
            return [:]
        }
        try FileMode.requirePrivate(path)
        var values: [String: String] = [:]
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard var text = line.trimmedFieldText, !text.hasPrefix("#") else { continue }
            if text.hasPrefix("export ") { text = String(text.dropFirst(7)) }
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw SettingsError(
                    source: path, line: index + 1, key: "", reason: "expected NAME=value")
            }
            let name = text[..<equals].trimmedFieldText ?? ""
            values[name] = unquoted(text[text.index(after: equals)...].trimmedFieldText ?? "")
        }
        return values
    }

    private static func unquoted(_ text: String) -> String {
        for quote in ["\"", "'"]
        where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text
    }
}

/// The permission bits of files that hold secrets.
enum FileMode {
    /// - Throws: ``SettingsError`` when the group or others may read the file.
    static func requirePrivate(_ path: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw SettingsError(
                source: path, line: nil, key: "",
                reason: "others may read this file (mode \(String(mode, radix: 8))); "
                    + "run: chmod 600 \(path)")
        }
    }
}
