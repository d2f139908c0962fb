extension Portal {
    /// Answers one API request, with the faults, refusals and headers that apply.
    mutating func answer(_ request: APIRequest) -> Answer {
        let fault = firedFault(for: request)
        var answer: Answer
        if let fault, let early = fault.answerBeforeComputing(request, now: clock.now) {
            answer = early
        } else {
            do {
                answer = try admitted(request, fault: fault)
            } catch {
                answer = error.answer(correlationID: request.correlationID)
            }
        }
        answer.date = StampText.http(clock.now)
        fault?.tamper(&answer, now: clock.now)
        interrupt(after: request)
        answer.headers.append(("X-HubSpot-Correlation-Id", request.correlationID))
        return answer
    }

    private mutating func admitted(
        _ request: APIRequest, fault: Fault?
    ) throws(APIError) -> Answer {
        if request.target.length > 16_000 {
            return .edge(414, "Request-URI Too Large")
        }
        try authenticate(request)
        if let refusal = limited(request) { return refusal }
        try checkScopes(request.route)
        var answer = try computed(request, fault: fault)
        addLimitHeaders(to: &answer, route: request.route)
        return answer
    }

    private func authenticate(_ request: APIRequest) throws(APIError) {
        guard let header = request.authorization, header.hasPrefix("Bearer ") else {
            throw .invalidAuthentication()
        }
        let token = header.dropFirst("Bearer ".count)
        if token == settings.token { return }
        let isMalformed = token.utf8.count < 8 || token.utf8.contains { $0 <= 0x20 }
        throw isMalformed ? .malformedToken(now: clock.now) : .invalidAuthentication()
    }

    private func checkScopes(_ route: Route) throws(APIError) {
        switch route.kind {
        case .owners where settings.missingScopes.contains("owners"):
            throw .missingScopes(["crm.objects.owners.read"])
        case .account where settings.missingScopes.contains("account"):
            throw .missingScopes(["oauth"])
        case .usage, .account, .owners, .unknown: return
        case .list, .get, .search, .batch, .associations, .association, .pipelines, .properties:
            for object in [route.object, route.toObject].compactMap({ $0 })
            where settings.missingScopes.contains(object.name) {
                throw .missingScopes([object.readScope])
            }
        }
    }

    private mutating func computed(
        _ request: APIRequest, fault: Fault?
    ) throws(APIError) -> Answer {
        let route = request.route
        if route.hasUnknownType {
            throw .validation(
                "Unable to infer object type from: \(request.target.parts.last ?? "")")
        }
        switch (route.kind, route.object) {
        case (.list, let kind?): return try list(kind, request, fault: fault)
        case (.get, let kind?): return try single(kind, request)
        case (.search, let kind?): return try searched(kind, request, fault: fault)
        case (.batch, let kind?): return try batchRead(kind, request, fault: fault)
        case (.associations, let kind?): return try associations(kind, request, fault: fault)
        case (.association, let kind?): return try association(kind, request)
        case (.owners, _): return try ownerList(request)
        case (.pipelines, let kind?): return try pipelineList(kind, request)
        case (.properties, let kind?): return try propertyList(kind, request)
        case (.account, _): return .json(account.json(at: clock.now))
        case (.usage, _): return .json(usage())
        default: throw .notFound("Endpoint not found: there is nothing at this path.")
        }
    }

    // MARK: Limits

    private mutating func limited(_ request: APIRequest) -> Answer? {
        guard settings.enforcesRateLimits else { return nil }
        let budget: RateLimiter.Budget =
            switch request.route.kind {
            case .search: .search
            case .associations: .associations
            default: .burst
            }
        let now = clock.now
        let day = account.zone.day(at: now)
        let verdict = limiter.admit(
            budget, limits: settings.limits, at: clock.monotonic, day: day,
            midnightIn: account.zone.stamp(day: day + 1, millisecondsOfDay: 0) - now)
        guard case .refused(let policy, let wait) = verdict else { return nil }
        // Both bodies and a missing Retry-After occur in the field: they take turns.
        let retryAfter = limiter.refusals.isMultiple(of: 2) ? nil : "\((wait + 999) / 1000)"
        return Self.refusal(
            policy: policy, retryAfter: retryAfter, correlationID: request.correlationID)
    }

    /// A 429 in the form of its policy.
    static func refusal(policy: String, retryAfter: String?, correlationID: String) -> Answer {
        let body: JSONValue =
            policy == "SECONDLY"
            ? [
                "status": "error", "message": "You have reached your secondly limit.",
                "category": "RATE_LIMITS", "correlationId": .string(correlationID),
            ]
            : [
                "status": "error",
                "message": .string("You have reached your \(policy.lowercased()) limit."),
                "errorType": "RATE_LIMIT", "correlationId": .string(correlationID),
                "policyName": .string(policy), "requestId": .string(correlationID),
            ]
        var answer = Answer.json(body, status: 429)
        if let retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
        return answer
    }

    /// Search answers carry none of these; association batches have a budget of their own.
    private func addLimitHeaders(to answer: inout Answer, route: Route) {
        guard settings.enforcesRateLimits, route.kind != .search, route.kind != .associations
        else { return }
        let limits = settings.limits
        answer.headers += [
            ("X-HubSpot-RateLimit-Daily", "\(limits.daily)"),
            ("X-HubSpot-RateLimit-Daily-Remaining", "\(max(0, limits.daily - limiter.usedToday))"),
            ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"),
            ("X-HubSpot-RateLimit-Max", "\(limits.burst)"),
            ("X-HubSpot-RateLimit-Remaining", "\(limiter.burstRemaining(limits))"),
            ("X-HubSpot-RateLimit-Secondly", "10"),
            ("X-HubSpot-RateLimit-Secondly-Remaining", "9"),
        ]
    }

    private func usage() -> JSONValue {
        let now = clock.now
        let midnight = account.zone.stamp(
            day: account.zone.day(at: now) + 1, millisecondsOfDay: 0)
        return [
            "results": [
                [
                    "name": "private-apps-api-calls-daily",
                    "usageLimit": .integer(settings.limits.daily),
                    "currentUsage": .integer(limiter.usedToday),
                    "collectedAt": .string(StampText.iso(now)), "fetchStatus": "SUCCESS",
                    "resetsAt": .string(StampText.iso(midnight)),
                ]
            ]
        ]
    }
}
