import Foundation
import HubSpotModel

/// The machine's compiled zone files; read once when the account is read, never by a fold.
enum ZoneFiles {
    struct NoRules: Error, CustomStringConvertible {
        let description: String
    }

    /// - Throws: ``NoRules`` for a name that is none or has no file, `TZif.FormatError`.
    static func rules(_ name: String) throws -> ZoneRules {
        let isName =
            !name.isEmpty && name.utf8.count <= 100 && !name.hasPrefix("/")
            && !name.split(separator: "/").contains("..")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "_+-/".utf8.contains(byte)
                }
            }
        guard isName else { throw NoRules(description: "not the name of a zone") }
        let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            throw NoRules(description: "\(folder) has no file of that name")
        }
        return try TZif.rules(from: Array(data))
    }
}
