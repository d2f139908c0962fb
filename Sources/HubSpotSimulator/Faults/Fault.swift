/// Something that goes wrong with one answer.
struct Fault: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// An error status before anything is computed; see `status`.
        case status
        /// 200 with a page of HTML.
        case htmlBody
        /// 200 whose JSON ends early, with a length to match.
        case truncatedJSON
        /// Fewer bytes than `Content-Length` promised, then the end of the connection.
        case truncatedBody
        /// Members are left out of the JSON; see `fields`.
        case missingFields
        /// A byte that no UTF-8 text may hold, inside a string.
        case invalidUTF8
        /// A property of five megabytes.
        case hugeField
        /// `paging.next.after` is the cursor that was asked with.
        case repeatedCursor
        /// The page before is served again, with the cursor of this one: whoever trusts it skips
        /// a page.
        case duplicatedPage
        /// Of a batch read or a read of associations, inputs fail one by one; see `every`.
        case itemErrors
        /// Nothing goes wrong with the answer: a control call is made when it has been computed.
        case control
        /// The connection is reset before anything is computed.
        case resetBefore
        /// The connection is reset in the middle of the body.
        case resetDuring
        /// The answer is computed, then the connection is reset without a byte.
        case resetAfterComputing
        /// No answer for `milliseconds`, then the connection closes.
        case stall
        /// The body comes at `bytesPerSecond`.
        case slowBody
        /// 302 to another host.
        case redirect
        /// A `Date` header `milliseconds` away from the portal's clock, or `value` as it stands.
        case wrongDate
        /// The answer is late by `milliseconds`.
        case latency
    }

    var kind: Kind
    var status = 500
    /// `json`, `html`, `text` or `empty`: the body of a status fault.
    var bodyForm = "json"
    /// For 429: `TEN_SECONDLY_ROLLING`, `SECONDLY` or `DAILY`.
    var policy = "TEN_SECONDLY_ROLLING"
    /// The `Retry-After` header as it stands; nil leaves it out.
    var retryAfter: String?
    var milliseconds = 0
    var bytesPerSecond = 10_000
    var fields: [String] = ["results"]
    var value: String?
    /// For item errors: one id in so many, always the same ones.
    var every = 3
    /// For item errors: what is said to have gone wrong.
    var category = "INTERNAL_ERROR"
    /// For control.
    var call: ControlRequest?

    /// Whether item errors strike an id.
    func strikes(_ id: UInt64) -> Bool {
        kind == .itemErrors && SplitMix64.mix(id) % UInt64(max(1, every)) == 0
    }

    /// The entry of `errors` for ids that item errors struck.
    func itemError(_ ids: [String], name: String) -> JSONValue {
        [
            "status": "error", "category": .string(category),
            "message": "Something went wrong with some of the inputs.",
            "context": .object([.init(name: name, value: .array(ids.map(JSONValue.string)))]),
        ]
    }

    /// The answer of faults that never look at the portal.
    func answerBeforeComputing(_ request: APIRequest, now: Stamp) -> Answer? {
        switch kind {
        case .status: return statusAnswer(request, now: now)
        case .htmlBody:
            var answer = Answer.edge(200, "HubSpot")
            answer.status = 200
            return answer
        case .resetBefore:
            var answer = Answer.json([])
            answer.delivery = .reset(afterBytes: nil)
            return answer
        case .stall:
            var answer = Answer.json([])
            answer.delivery = .stall(milliseconds)
            return answer
        case .redirect:
            var answer = Answer.json([], status: 302)
            answer.headers.append(("Location", value ?? "http://redirected.example.com/"))
            return answer
        default: return nil
        }
    }

    /// Spoils an answer that was computed as usual.
    func tamper(_ answer: inout Answer, now: Stamp) {
        switch kind {
        case .truncatedJSON:
            answer.body.removeLast(max(1, answer.body.count / 3))
        case .truncatedBody:
            answer.delivery = .truncated(answer.body.count / 2)
        case .resetDuring:
            answer.delivery = .reset(afterBytes: answer.body.count / 2)
        case .resetAfterComputing:
            answer.delivery = .reset(afterBytes: nil)
        case .slowBody:
            answer.delivery = .slow(max(1, bytesPerSecond))
        case .latency:
            answer.extraLatencyMilliseconds = milliseconds
        case .missingFields, .hugeField:
            guard let value = JSONParser.parse(answer.body) else { return }
            answer.body = (kind == .missingFields ? without(value) : inflated(value)).bytes
        case .invalidUTF8:
            guard let quote = answer.body.lastIndex(of: 0x22) else { return }
            answer.body.insert(contentsOf: [0xFF, 0xC0], at: quote)
        case .wrongDate:
            answer.date = value ?? StampText.http(now + Stamp(milliseconds))
        case .status, .htmlBody, .resetBefore, .stall, .redirect, .repeatedCursor,
            .duplicatedPage, .itemErrors, .control:
            break
        }
    }

    private func without(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(
                members.filter { !fields.contains($0.name) }
                    .map { .init(name: $0.name, value: without($0.value)) })
        case .array(let elements): .array(elements.map(without))
        default: value
        }
    }

    /// Puts five megabytes into the first text property of the first result.
    private func inflated(_ value: JSONValue) -> JSONValue {
        let text = JSONValue.string(String(repeating: "x", count: 5_000_000))
        var value = value
        guard var results = value["results"]?.elements, var first = results.first,
            var properties = first["properties"], let members = properties.members
        else {
            value.set("hugeField", text)
            return value
        }
        let name = members.first { !$0.name.hasSuffix("date") && $0.name != "hs_object_id" }?.name
        properties.set(name ?? "hugeField", text)
        first.set("properties", properties)
        results[0] = first
        value.set("results", .array(results))
        return value
    }

    private func statusAnswer(_ request: APIRequest, now: Stamp) -> Answer {
        var answer: Answer
        switch (bodyForm, status) {
        case ("html", _): answer = .edge(status, "Error")
        case ("text", 429):
            answer = Answer(
                status: 429, contentType: "text/plain", body: Array("error code: 1015".utf8))
        case ("text", _):
            answer = Answer(
                status: status, contentType: "text/plain", body: Array("error \(status)".utf8))
        case ("empty", _): answer = Answer(status: status, body: [])
        case (_, 429):
            answer = Portal.refusal(
                policy: policy, retryAfter: nil, correlationID: request.correlationID)
        default: answer = apiError(request).answer(correlationID: request.correlationID)
        }
        if let retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
        return answer
    }

    private func apiError(_ request: APIRequest) -> APIError {
        switch status {
        case 401: .invalidAuthentication()
        case 403:
            .missingScopes([request.route.object?.readScope ?? "crm.objects.owners.read"])
        case 404: .notFound("Object not found.")
        case 423: APIError(423, "The resource is locked by another operation.", category: "LOCKED")
        case 477:
            APIError(
                477, "This account is being migrated between data hosting locations.",
                category: "MIGRATION_IN_PROGRESS")
        case 500: APIError(500, "internal error")
        default: APIError(status, "Service answered \(status).")
        }
    }
}
