/// What clients asked for, since the start or the last reset.
struct RequestCounters: Sendable {
    private(set) var total = 0
    private var byKind: [String: Int] = [:]
    private var byObject: [String: Int] = [:]
    private var byStatus: [Int: Int] = [:]
    private(set) var inFlight = 0
    private(set) var maxConcurrent = 0
    private(set) var bodyBytes = 0
    private var shapes = RequestShapes()

    mutating func begin(_ request: APIRequest) {
        let route = request.route
        shapes.note(request)
        total += 1
        byKind[route.counterName, default: 0] += 1
        if let object = route.object {
            byObject["\(route.counterName) \(object.name)", default: 0] += 1
        }
        inFlight += 1
        maxConcurrent = max(maxConcurrent, inFlight)
    }

    mutating func end(status: Int, bytes: Int) {
        byStatus[status, default: 0] += 1
        bodyBytes += bytes
        inFlight -= 1
    }

    mutating func reset() {
        let running = inFlight
        self = RequestCounters()
        inFlight = running
        maxConcurrent = running
    }

    var json: JSONValue {
        let kinds = byKind.sorted { $0.key < $1.key }
        let objects = byObject.sorted { $0.key < $1.key }
        let statuses = byStatus.sorted { $0.key < $1.key }
        return [
            "total": .integer(total),
            "byKind": .object(kinds.map { .init(name: $0.key, value: .integer($0.value)) }),
            "byObject": .object(objects.map { .init(name: $0.key, value: .integer($0.value)) }),
            "byStatus": .object(
                statuses.map { .init(name: "\($0.key)", value: .integer($0.value)) }),
            "inFlight": .integer(inFlight), "maxConcurrent": .integer(maxConcurrent),
            "bodyBytes": .integer(bodyBytes), "shapes": shapes.json,
        ]
    }
}
