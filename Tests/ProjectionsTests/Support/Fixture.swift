import Foundation
import HubSpotModel
import Testing

enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(
                forResource: name, withExtension: "json", subdirectory: "Fixtures"))
        return Array(try Data(contentsOf: url))
    }

    /// The rules of a zone, from the machine's data: only tests ask it.
    static func zone(_ name: String) throws -> ZoneRules {
        let url = URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")
        return try TZif.rules(from: Array(try Data(contentsOf: url)))
    }
}
