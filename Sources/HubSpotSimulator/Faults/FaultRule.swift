/// When a fault strikes: which requests, and how often.
struct FaultRule: Sendable {
    var id: Int
    var fault: Fault
    /// Names of route kinds; empty matches all.
    var routes: Set<String> = []
    var objects: Set<ObjectKind> = []
    var method: String?
    var pathContains: String?
    /// Matching requests that pass unharmed first.
    var skip = 0
    /// How many more times it strikes; nil is without end.
    var remaining: Int?
    /// Strikes with this chance, drawn from `random`.
    var probability = 1.0
    var random: SplitMix64
    private(set) var struck = 0

    init(id: Int, fault: Fault, seed: UInt64) {
        self.id = id
        self.fault = fault
        random = SplitMix64(seed: seed)
    }

    /// Whether the rule strikes this request; counts it either way.
    mutating func strikes(_ request: APIRequest, path: String) -> Bool {
        let route = request.route
        guard routes.isEmpty || routes.contains(route.counterName),
            objects.isEmpty || route.object.map(objects.contains) == true,
            method == nil || method == request.method,
            pathContains.map(path.contains) ?? true
        else { return false }
        if skip > 0 {
            skip -= 1
            return false
        }
        if remaining == 0 { return false }
        guard probability >= 1 || random.chance(probability) else { return false }
        remaining = remaining.map { $0 - 1 }
        struck += 1
        return true
    }

    var json: JSONValue {
        [
            "id": .integer(id), "fault": .string(fault.kind.rawValue),
            "status": .integer(fault.status),
            "routes": .array(routes.sorted().map(JSONValue.string)),
            "types": .array(
                objects.sorted { $0.rawValue < $1.rawValue }.map { .string($0.name) }),
            "remaining": remaining.map { .integer($0) } ?? .null, "struck": .integer(struck),
        ]
    }
}

extension Portal {
    /// The fault of the first rule that strikes, if any.
    mutating func firedFault(for request: APIRequest) -> Fault? {
        guard !faults.isEmpty else { return nil }
        let path = "/" + request.target.parts.joined(separator: "/")
        for index in faults.indices where faults[index].fault.kind != .control {
            if faults[index].strikes(request, path: path) { return faults[index].fault }
        }
        return nil
    }

    /// Makes the control calls whose rules strike, so that the portal changes between two pages.
    mutating func interrupt(after request: APIRequest) {
        guard faults.contains(where: { $0.fault.kind == .control }) else { return }
        let path = "/" + request.target.parts.joined(separator: "/")
        var calls: [ControlRequest] = []
        for index in faults.indices where faults[index].fault.kind == .control {
            if faults[index].strikes(request, path: path), let call = faults[index].fault.call {
                calls.append(call)
            }
        }
        for call in calls { _ = control(call, configuration: SimulatorConfiguration()) }
    }
}
