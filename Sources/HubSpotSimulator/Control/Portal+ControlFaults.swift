extension Portal {
    mutating func controlFaults(
        _ request: ControlRequest, _ rest: [String]
    ) throws(ChangeError) -> Answer {
        switch (request.method, rest.first) {
        case ("GET", nil): break
        case ("DELETE", nil): faults = []
        case ("DELETE", let id?): faults.removeAll { "\($0.id)" == id }
        case ("POST", nil):
            let rule = try faultRule(try request.object())
            faults.append(rule)
            nextFaultID += 1
            return .json(rule.json, status: 201)
        default: throw ChangeError(status: 404, message: "faults take GET, POST and DELETE")
        }
        return .json(["rules": .array(faults.map(\.json))])
    }

    private func faultRule(_ body: JSONValue) throws(ChangeError) -> FaultRule {
        let known = [
            "fault", "status", "body", "policy", "retryAfter", "milliseconds", "bytesPerSecond",
            "fields", "value", "routes", "types", "method", "pathContains", "skip", "count",
            "probability", "seed", "every", "category", "call",
        ]
        for member in body.members ?? [] where !known.contains(member.name) {
            throw .invalid("there is no \(member.name) in a fault rule")
        }
        guard let name = body["fault"]?.stringValue, let kind = Fault.Kind(rawValue: name) else {
            let names = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("fault is one of \(names)")
        }
        var fault = Fault(kind: kind)
        if let status = body["status"]?.integerValue {
            guard (400...599).contains(status) else { throw .invalid("status is 400…599") }
            fault.status = Int(status)
        }
        if let form = body["body"]?.stringValue {
            guard ["json", "html", "text", "empty"].contains(form) else {
                throw .invalid("body is json, html, text or empty")
            }
            fault.bodyForm = form
        }
        fault.policy = body["policy"]?.stringValue ?? fault.policy
        fault.retryAfter = body["retryAfter"]?.scalarText
        fault.milliseconds = body["milliseconds"]?.integerValue.map { Int($0) } ?? 0
        fault.bytesPerSecond = body["bytesPerSecond"]?.integerValue.map { Int($0) } ?? 10_000
        fault.fields = body["fields"]?.elements?.compactMap(\.stringValue) ?? fault.fields
        fault.value = body["value"]?.stringValue
        fault.every = body["every"]?.integerValue.map { Int($0) } ?? fault.every
        fault.category = body["category"]?.stringValue ?? fault.category
        if kind == .control { fault.call = try Self.call(body["call"]) }

        let seed = body["seed"]?.integerValue ?? 1
        var rule = FaultRule(id: nextFaultID, fault: fault, seed: UInt64(bitPattern: seed))
        rule.routes = Set(body["routes"]?.elements?.compactMap(\.stringValue) ?? [])
        let unknown = rule.routes.filter { Route.Kind(rawValue: $0) == nil }
        guard unknown.isEmpty else {
            let names = Route.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("routes are of \(names)")
        }
        for type in body["types"]?.elements ?? [] { rule.objects.insert(try Self.kind(type)) }
        rule.method = body["method"]?.stringValue
        rule.pathContains = body["pathContains"]?.stringValue
        rule.skip = body["skip"]?.integerValue.map { Int($0) } ?? 0
        rule.remaining = body["count"]?.integerValue.map { Int($0) }
        rule.probability = body["probability"]?.doubleValue ?? 1
        return rule
    }

    private static func call(_ value: JSONValue?) throws(ChangeError) -> ControlRequest {
        guard let path = value?["path"]?.stringValue,
            !["faults", "portal", "reset"].contains(where: path.hasPrefix)
        else { throw .invalid("call is {method?, path, body?}; not of faults, portal or reset") }
        return ControlRequest(
            method: value?["method"]?.stringValue ?? "POST", path: "/_control/" + path,
            body: value?["body"]?.bytes ?? [])
    }
}
