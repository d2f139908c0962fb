/// What a request is for, in either family of paths.
struct Route: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case list, get, search, batch, associations, association, owners, pipelines, properties,
            account, usage, unknown
    }

    var kind = Kind.unknown
    var object: ObjectKind?
    var toObject: ObjectKind?
    /// A record, owner, pipeline or property named in the path.
    var id: String?
    /// True when the type in the path is none that the portal has.
    var hasUnknownType = false

    /// Single and batch association reads are counted together.
    var counterName: String {
        kind == .association ? Kind.associations.rawValue : kind.rawValue
    }

    init(method: String, parts: [String]) {
        guard let area = parts.first, parts.count >= 2 else { return }
        if area == "account-info", Self.isVersion(parts[1], numbered: ["v3"]) {
            guard method == "GET" else { return }
            if parts.dropFirst(2).elementsEqual(["details"]) { kind = .account }
            if parts.dropFirst(2).elementsEqual(["api-usage", "daily", "private-apps"]) {
                kind = .usage
            }
            return
        }
        guard area == "crm", parts.count >= 3 else { return }
        // Numbered paths put the version before the resource, dated ones behind it.
        let isNumbered = parts[1] == "v3" || parts[1] == "v4"
        let resource = isNumbered ? parts[2] : parts[1]
        let version = isNumbered ? parts[1] : parts[2]
        guard isNumbered || Self.isVersion(version, numbered: []) else { return }
        let rest = Array(parts.dropFirst(3))
        switch resource {
        case "objects": objects(method, version, rest)
        case "associations":
            guard version != "v3", method == "POST", rest.count == 4, rest[2] == "batch",
                rest[3] == "read"
            else { return }
            kind = .associations
            object = type(rest[0])
            toObject = type(rest[1])
        case "owners":
            guard version != "v4", method == "GET", rest.count <= 1 else { return }
            kind = .owners
            id = rest.first
        case "pipelines":
            guard version != "v4", method == "GET", (1...2).contains(rest.count) else { return }
            kind = .pipelines
            object = type(rest[0])
            id = rest.count > 1 ? rest[1] : nil
        case "properties":
            guard version != "v4", method == "GET", (1...2).contains(rest.count) else { return }
            kind = .properties
            object = type(rest[0])
            id = rest.count > 1 ? rest[1] : nil
        default: return
        }
    }

    private mutating func objects(_ method: String, _ version: String, _ rest: [String]) {
        guard let name = rest.first else { return }
        switch (method, rest.count) {
        case ("GET", 1) where version != "v4": kind = .list
        case ("GET", 2) where version != "v4":
            kind = .get
            id = rest[1]
        case ("POST", 2) where version != "v4" && rest[1] == "search": kind = .search
        case ("POST", 3) where version != "v4" && rest[1] == "batch" && rest[2] == "read":
            kind = .batch
        case ("GET", 4) where version != "v3" && rest[2] == "associations":
            kind = .association
            id = rest[1]
            toObject = type(rest[3])
        default: return
        }
        object = type(name)
    }

    private mutating func type(_ name: String) -> ObjectKind? {
        let kind = ObjectKind(pathName: name)
        if kind == nil { hasUnknownType = true }
        return kind
    }

    private static func isVersion(_ text: String, numbered: [String]) -> Bool {
        if numbered.contains(text) { return true }
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D else { return false }
        return bytes.enumerated().allSatisfy { index, byte in
            index == 4 || (0x30...0x39).contains(byte)
        }
    }
}
