import Foundation
import HubSpotModel
import Projections
import Yams

/// The configuration of one command, read and checked before anything starts.
struct Settings: Sendable {
    struct HubSpot: Sendable {
        /// `2026-09` (default) or `v3`.
        var apiVersion = "2026-09"
        /// Requests in any ten seconds, all kinds but search: 1–250.
        var requestsPerTenSeconds = 100
        /// Searches a second: 1–20.
        var searchRequestsPerSecond = 5
        /// The longest wait before a request is sent again, unless HubSpot names one; milliseconds.
        var longestPause: Int64 = 30_000
        /// The longest a request may take, from its start to its last byte; milliseconds.
        var requestTimeout: Int64 = 120_000
        /// Further properties to read, by object type.
        var extraProperties: [ObjectType: [String]] = [:]
        /// Stands in for the account details where the token may not read them.
        var account: AccountStandIn?
    }

    /// What the account would say of itself.
    struct AccountStandIn: Sendable {
        var portalID: UInt64
        var timeZone: String
        var companyCurrency: String
        var uiDomain: String?
    }

    /// Durations in milliseconds.
    struct Sync: Sendable {
        /// Between two runs of `serve`.
        var interval: Int64 = 60_000
        /// How far before the watermark a refresh looks again.
        var overlap: Int64 = 300_000
        /// How far behind the trailing pass looks for late index entries.
        var trailing: Int64 = 3_600_000
        /// Between two deep checks.
        var reconcile: Int64 = 86_400_000
    }

    struct Storage: Sendable {
        /// Address space for each LMDB map; sparse, not disk.
        var mapSizeBytes = 64 << 30
    }

    struct Server: Sendable {
        /// An address of this machine; anything but loopback requires HUBLEDGER_SERVER_SECRET.
        var host = "127.0.0.1"
        var port = 8001
    }

    var hubspot = HubSpot()
    var sync = Sync()
    var storage = Storage()
    var server = Server()
    var metrics = MetricsConfiguration()
}

extension Settings {
    /// Reads the file that `--config` or the environment names, or `hubledger.yaml` if it exists.
    ///
    /// - Throws: ``SettingsError``.
    static func load(path: String?, environment: LaunchEnvironment) throws -> Settings {
        let named = path ?? environment["HUBLEDGER_CONFIG"]
        let file = named ?? "hubledger.yaml"
        guard let data = FileManager.default.contents(atPath: file) else {
            guard named == nil else {
                throw SettingsError(
                    source: file, line: nil, key: "", reason: "the file cannot be read")
            }
            return Settings()
        }
        return try parse(String(decoding: data, as: UTF8.self), source: file)
    }

    static func parse(_ text: String, source: String) throws -> Settings {
        var settings = Settings()
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw SettingsError(
                source: source, line: nil, key: "", reason: "this is not YAML: \(error)")
        }
        guard let node else { return settings }
        let root = SettingsNode(source: source, node: node)
        guard !root.isNull else { return settings }
        let sections = try root.fields(["hubspot", "sync", "storage", "server", "metrics"])
        try sections["hubspot"].map { try settings.hubspot.read($0) }
        try sections["sync"].map { try settings.sync.read($0) }
        if let storage = sections["storage"] {
            let fields = try storage.fields(["mapSizeBytes"])
            settings.storage.mapSizeBytes =
                try fields["mapSizeBytes"]?.integer(1 << 20...1 << 46)
                ?? settings.storage.mapSizeBytes
        }
        if let server = sections["server"] {
            let fields = try server.fields(["host", "port"])
            settings.server.host = try fields["host"]?.text() ?? settings.server.host
            settings.server.port = try fields["port"]?.integer(0...65_535) ?? settings.server.port
        }
        try sections["metrics"].map { try settings.metrics.read($0) }
        return settings
    }
}

extension Settings.HubSpot {
    fileprivate mutating func read(_ node: SettingsNode) throws {
        let fields = try node.fields([
            "apiVersion", "requestsPerTenSeconds", "searchRequestsPerSecond", "longestPause",
            "requestTimeout", "extraProperties", "account",
        ])
        apiVersion = try fields["apiVersion"]?.choice(["2026-09", "v3"]) ?? apiVersion
        requestsPerTenSeconds =
            try fields["requestsPerTenSeconds"]?.integer(1...250) ?? requestsPerTenSeconds
        searchRequestsPerSecond =
            try fields["searchRequestsPerSecond"]?.integer(1...20) ?? searchRequestsPerSecond
        longestPause = try fields["longestPause"]?.duration(atLeast: 1) ?? longestPause
        requestTimeout = try fields["requestTimeout"]?.duration(atLeast: 100) ?? requestTimeout
        let names = ObjectType.crmObjects.map(\.name).sorted()
        for (name, list) in try fields["extraProperties"]?.entries() ?? [] {
            guard let object = ObjectType(name: name), ObjectType.crmObjects.contains(object)
            else {
                throw list.error("unknown object; allowed: \(names.joined(separator: ", "))")
            }
            extraProperties[object] = try list.items().map { item in
                let property = try item.text()
                guard Self.isPropertyName(property) else {
                    throw item.error(
                        "\"\(property)\" is not an internal property name: a–z, 0–9 and _, "
                            + "at most 100 characters")
                }
                return property
            }
        }
        account = try fields["account"]?.optional { try Settings.AccountStandIn($0) }
    }

    private static func isPropertyName(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "_")
            }
    }
}

extension Settings.AccountStandIn {
    fileprivate init(_ node: SettingsNode) throws {
        let fields = try node.fields(["portalId", "timeZone", "companyCurrency", "uiDomain"])
        guard let portal = fields["portalId"], let zone = fields["timeZone"],
            let currency = fields["companyCurrency"]
        else { throw node.error("portalId, timeZone and companyCurrency are all required") }
        portalID = UInt64(try portal.integer(1...Int.max))
        timeZone = try zone.text()
        do {
            _ = try ZoneFiles.rules(timeZone)
        } catch {
            throw zone.error(
                "\"\(timeZone)\" is no time zone of this machine (\(error)); write an IANA name "
                    + "such as Europe/London")
        }
        companyCurrency = try currency.text()
        uiDomain = try fields["uiDomain"]?.optional { try $0.text() }
    }
}

extension Settings.Sync {
    fileprivate mutating func read(_ node: SettingsNode) throws {
        let fields = try node.fields(["interval", "overlap", "trailing", "reconcile"])
        interval = try fields["interval"]?.duration() ?? interval
        overlap = try fields["overlap"]?.duration() ?? overlap
        trailing = try fields["trailing"]?.duration() ?? trailing
        reconcile = try fields["reconcile"]?.duration() ?? reconcile
    }
}
