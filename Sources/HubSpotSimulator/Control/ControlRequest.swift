/// A call of the control interface.
struct ControlRequest: Sendable {
    let method: String
    /// The path behind `/_control`.
    let parts: [String]
    let target: RequestTarget
    let body: [UInt8]

    init(method: String, path: String, body: [UInt8]) {
        self.method = method
        target = RequestTarget(path)
        parts = Array(target.parts.dropFirst())
        self.body = body
    }

    /// `GET /_control/records/{type}` is streamed.
    var dump: TruthDump? {
        guard method == "GET", parts.count == 2, parts[0] == "records",
            let kind = ObjectKind(pathName: parts[1])
        else { return nil }
        return TruthDump(
            kind: kind, includesArchived: target.value("includeArchived") == "true")
    }

    /// The body as a JSON object; an empty body is an empty object.
    func object() throws(ChangeError) -> JSONValue {
        if body.isEmpty { return .object([]) }
        guard let value = JSONParser.parse(body), value.members != nil else {
            throw .invalid("the body is no JSON object")
        }
        return value
    }
}
