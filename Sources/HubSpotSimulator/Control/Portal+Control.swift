extension Portal {
    /// Answers a control call; `ControlHelp.text` lists them all.
    mutating func control(
        _ request: ControlRequest, configuration: SimulatorConfiguration
    ) -> Answer {
        var answer: Answer
        do {
            answer = try controlled(request, configuration: configuration)
        } catch {
            answer = .json(
                ["error": .string(error.message), "help": "GET /_control/"], status: error.status)
        }
        answer.date = StampText.http(clock.now)
        return answer
    }

    private mutating func controlled(
        _ request: ControlRequest, configuration: SimulatorConfiguration
    ) throws(ChangeError) -> Answer {
        let rest = Array(request.parts.dropFirst())
        switch (request.parts.first, request.method) {
        case (nil, "GET"):
            return Answer(
                status: 200, contentType: "text/plain; charset=utf-8",
                body: Array(ControlHelp.text.utf8))
        case ("clock", _): return .json(try controlClock(request))
        case ("state", "GET"): return .json(stateSummary())
        case ("settings", _): return .json(try controlSettings(request))
        case ("requests", "GET"): return .json(counters.json)
        case ("requests", "POST") where rest == ["reset"], ("requests", "DELETE"):
            counters.reset()
            return .json(counters.json)
        case ("faults", _): return try controlFaults(request, rest)
        case ("index-lag", "POST"): return .json(try controlIndexLag(request))
        case ("ids", "GET") where rest.count == 1:
            return .json(ids(of: try Self.kind(.string(rest[0]))))
        case ("records", _): return .json(try controlRecords(request, rest))
        case ("associations", "POST"): return .json(try controlAssociations(request, rest))
        case ("touch", "POST"): return .json(try controlTouch(request))
        case ("random-changes", "POST"):
            return .json(try randomChanges(try request.object()))
        case ("owners", _), ("pipelines", _), ("properties", _), ("account", _):
            return .json(try controlReference(request, rest))
        case ("portal", "POST"):
            let value = try request.object()
            self = try PortalLoader(configuration: configuration).load(value, onto: self)
            return .json(stateSummary())
        case ("reset", "POST"):
            self = try regenerated(try request.object(), configuration: configuration)
            return .json(stateSummary())
        default:
            throw ChangeError(
                status: 404,
                message: "there is no \(request.method) /_control/"
                    + request.parts.joined(separator: "/"))
        }
    }

    // MARK: State

    private func stateSummary() -> JSONValue {
        let types = ObjectKind.allCases.map { kind -> JSONValue.Member in
            let table = tables[kind.rawValue]
            return .init(
                name: kind.name,
                value: [
                    "live": .integer(table.liveCount),
                    "archived": .integer(table.records.count - table.liveCount),
                    "merged": .integer(absorbed[kind.rawValue].count),
                    "pendingInIndex": .integer(indexes[kind.rawValue].pendingCount),
                ])
        }
        return [
            "now": .string(StampText.iso(clock.now)), "portalId": .integer(account.portalID),
            "types": .object(types),
        ]
    }

    private func regenerated(
        _ body: JSONValue, configuration: SimulatorConfiguration
    ) throws(ChangeError) -> Portal {
        var configuration = configuration
        if let seed = body["seed"]?.integerValue { configuration.seed = UInt64(bitPattern: seed) }
        if let scale = body["scale"]?.doubleValue {
            guard scale >= 0.01, scale <= 10 else { throw .invalid("scale is outside 0.01…10") }
            configuration.scale = scale
        }
        if let now = body["now"] { configuration.now = try Self.stamp(now, "now") }
        if let runs = body["clockRuns"]?.boolValue { configuration.clockRuns = runs }
        var portal = DefaultPortal.make(configuration)
        portal.counters = counters
        return portal
    }

    private mutating func controlClock(_ request: ControlRequest) throws(ChangeError) -> JSONValue {
        if request.method == "POST" {
            let body = try request.object()
            if let value = body["set"] { clock.set(try Self.stamp(value, "set")) }
            if let frozen = body["freeze"]?.boolValue { clock.setRunning(!frozen) }
            if let value = body["advanceMilliseconds"] {
                guard let milliseconds = value.integerValue else {
                    throw .invalid("advanceMilliseconds is no whole number")
                }
                clock.advance(milliseconds)
            }
            if let value = body["advance"] {
                guard let milliseconds = value.stringValue.flatMap(Self.duration) else {
                    throw .invalid("advance is a duration such as 90s, 15m, 1h or 1d")
                }
                clock.advance(milliseconds)
            }
        }
        let now = clock.now
        return [
            "now": .string(StampText.iso(now)), "epochMilliseconds": .integer(now),
            "running": .bool(clock.isRunning),
        ]
    }

    private mutating func controlSettings(
        _ request: ControlRequest
    ) throws(ChangeError) -> JSONValue {
        if request.method == "POST" || request.method == "PATCH" {
            for member in try request.object().members ?? [] {
                try set(member.name, member.value)
            }
        }
        return [
            "enforcesRateLimits": .bool(settings.enforcesRateLimits),
            "burst": .integer(settings.limits.burst),
            "searchPerSecond": .integer(settings.limits.searchPerSecond),
            "associations": .integer(settings.limits.associations),
            "daily": .integer(settings.limits.daily),
            "latencyMilliseconds": .integer(settings.latencyMilliseconds),
            "indexLagMilliseconds": .integer(settings.indexLagMilliseconds),
            "enforcesSearchBodyLimit": .bool(settings.enforcesSearchBodyLimit),
            "associationPageSize": .integer(settings.associationPageSize),
            "ownerPageSizeMax": .integer(settings.ownerPageSizeMax),
            "repeatsMergedRecords": .bool(settings.repeatsMergedRecords),
            "historyDepth": settings.historyDepth.map { .integer($0) } ?? .null,
            "synthesizesHistory": .bool(settings.synthesizesHistory),
            "missingScopes": .array(settings.missingScopes.sorted().map(JSONValue.string)),
        ]
    }

    private mutating func set(_ name: String, _ value: JSONValue) throws(ChangeError) {
        func flag() throws(ChangeError) -> Bool {
            guard let flag = value.boolValue else { throw .invalid("\(name) is true or false") }
            return flag
        }
        func count(_ least: Int64 = 0) throws(ChangeError) -> Int {
            guard let count = value.integerValue, count >= least else {
                throw .invalid("\(name) is a whole number from \(least)")
            }
            return Int(count)
        }
        switch name {
        case "enforcesRateLimits": settings.enforcesRateLimits = try flag()
        case "burst": settings.limits.burst = try count(1)
        case "searchPerSecond": settings.limits.searchPerSecond = try count(1)
        case "associations": settings.limits.associations = try count(1)
        case "daily": settings.limits.daily = try count()
        case "latencyMilliseconds": settings.latencyMilliseconds = try count()
        case "indexLagMilliseconds": settings.indexLagMilliseconds = Stamp(try count())
        case "enforcesSearchBodyLimit": settings.enforcesSearchBodyLimit = try flag()
        case "associationPageSize": settings.associationPageSize = try count(1)
        case "ownerPageSizeMax": settings.ownerPageSizeMax = try count(1)
        case "repeatsMergedRecords": settings.repeatsMergedRecords = try flag()
        case "historyDepth": settings.historyDepth = value.isNull ? nil : try count(1)
        case "synthesizesHistory": settings.synthesizesHistory = try flag()
        case "missingScopes":
            settings.missingScopes = Set(value.elements?.compactMap(\.stringValue) ?? [])
        default: throw .invalid("there is no setting \(name)")
        }
    }

    private mutating func controlIndexLag(
        _ request: ControlRequest
    ) throws(ChangeError) -> JSONValue {
        let body = try request.object()
        guard let milliseconds = body["milliseconds"]?.integerValue, milliseconds >= 0 else {
            throw .invalid("milliseconds is a whole number from 0")
        }
        if let type = body["type"] {
            let kind = try Self.kind(type)
            guard let id = body["id"]?.scalarText.flatMap({ UInt64($0) }) else {
                throw .invalid("id is missing")
            }
            recordLags[kind.rawValue][id] = milliseconds
        } else {
            settings.indexLagMilliseconds = milliseconds
        }
        return ["milliseconds": .integer(milliseconds)]
    }

    // MARK: Reading bodies

    static func kind(_ value: JSONValue?) throws(ChangeError) -> ObjectKind {
        guard let name = value?.stringValue, let kind = ObjectKind(pathName: name) else {
            throw .invalid(
                "type is one of contacts, companies, deals, calls, meetings, tasks, notes, emails")
        }
        return kind
    }

    static func stamp(_ value: JSONValue, _ name: String) throws(ChangeError) -> Stamp {
        guard let stamp = value.scalarText.flatMap(StampText.parse) else {
            throw .invalid("\(name) is an instant: ISO 8601 or epoch milliseconds")
        }
        return stamp
    }

    /// `500ms`, `90s`, `15m`, `1h`, `1d`, with a minus sign to go back.
    static func duration(_ text: String) -> Stamp? {
        let units: [(String, Stamp)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ]
        for (suffix, unit) in units where text.hasSuffix(suffix) {
            return Stamp(text.dropLast(suffix.count)).map { $0 * unit }
        }
        return nil
    }
}
