import Foundation
import HubSpotModel

/// What the program was started with: environment variables, then the `.env` file.
struct LaunchEnvironment {
    private let values: [String: String]

    /// - Parameter readsDotEnv: false where a command must not look at the working directory.
    init(readsDotEnv: Bool = true) throws {
        var values = readsDotEnv ? try DotEnv.read(path: ".env") : [:]
        values.merge(ProcessInfo.processInfo.environment) { _, process in process }
        self.values = values
    }

    subscript(name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The token for HubSpot, from the variables or the file that one of them names.
    ///
    /// - Throws: ``SettingsError`` when there is none, or it cannot be a token.
    func token() throws -> String {
        for name in ["HUBSPOT_API_KEY", "HUBSPOT_ACCESS_TOKEN"] {
            if let value = self[name] { return try Self.checked(value, source: name) }
        }
        if let path = self["HUBSPOT_API_KEY_FILE"] {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw SettingsError(
                    source: "HUBSPOT_API_KEY_FILE", line: nil, key: "",
                    reason: "the file it names cannot be read: \(path)")
            }
            try FileMode.requirePrivate(path)
            return try Self.checked(String(decoding: data, as: UTF8.self), source: path)
        }
        throw MissingToken()
    }

    /// The address of HubSpot, or of a simulator on loopback.
    var baseURL: String { self["HUBSPOT_BASE_URL"] ?? "https://api.hubapi.com" }

    /// A seed and a clock from outside, for runs that must come out the same.
    func reproducibility() throws -> Reproducibility? {
        switch (self["HUBLEDGER_TEST_SEED"], self["HUBLEDGER_TEST_CLOCK"]) {
        case (nil, nil): return nil
        case (let seed?, let clock?):
            guard let number = UInt64(seed), let time = Instant(parsing: clock, zone: .utc) else {
                throw SettingsError(
                    source: "environment", line: nil, key: "HUBLEDGER_TEST_SEED and _CLOCK",
                    reason: "the seed is a whole number, the clock an instant like "
                        + "2026-11-22T14:30:00.000Z")
            }
            return Reproducibility(seed: number, clock: time)
        default:
            throw SettingsError(
                source: "environment", line: nil, key: "HUBLEDGER_TEST_SEED and _CLOCK",
                reason: "set both or neither")
        }
    }

    private static func checked(_ text: String, source: String) throws -> String {
        let token = text.trimmedFieldText ?? ""
        guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw SettingsError(
                source: source, line: nil, key: "",
                reason: "this cannot be a HubSpot token: it holds spaces or other characters "
                    + "that tokens do not have")
        }
        return token
    }
}

/// A fixed seed and clock, so that two runs over one portal write the same bytes.
struct Reproducibility: Sendable {
    let seed: UInt64
    let clock: Instant
}

/// No token was given: exit status 77.
struct MissingToken: Error, CustomStringConvertible {
    var description: String {
        "no HubSpot token: set HUBSPOT_API_KEY, or write it into .env (see README.md, "
            + "\"Connect a portal\")"
    }
}
