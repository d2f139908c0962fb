import Foundation
import HubSpotModel

/// The rules of a zone from the machine's zone files.
enum ZoneFile {
    /// UTC where the machine has no such file: only times of day move.
    static func rules(_ name: String) -> ZoneRules {
        guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)"),
            let rules = try? TZif.rules(from: Array(data))
        else { return .utc }
        return rules
    }
}
