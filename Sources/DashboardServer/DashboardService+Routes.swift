import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension DashboardService {
    /// The routes of the server; see the README for what each answers.
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: SecurityHeaders())
        router.add(middleware: AccessGate(hosts: allowedHosts, secret: configuration.secret))
        pages(router)
        documents(router)
        health(router)
        return router
    }

    private func pages(_ router: Router<BasicRequestContext>) {
        router.get("/") { [board] request, _ in
            guard let latest = await board.current else { throw Self.notReady }
            return Self.answer(
                latest.page, .html, tag: latest.entityTag, of: request,
                cookie: "hubledger_live=1; Path=/; SameSite=Strict")
        }
        router.get("/live") { [board] _, _ in
            guard let publications = await board.listen() else {
                throw HTTPError(.serviceUnavailable, message: "too many open pages; try later")
            }
            return Response(
                status: .ok,
                headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: .init(asyncSequence: LiveStream(publications: publications)))
        }
        router.get("/snapshots") { [snapshots] request, _ in
            if let redirect = Self.redirectToFolder(request) { return redirect }
            guard let bytes = snapshots.index() else {
                throw HTTPError(.notFound, message: "no snapshot has been written yet")
            }
            return Self.answer(bytes, .html, tag: nil, of: request)
        }
        router.get("/snapshots/:id") { [snapshots] request, context in
            if let redirect = Self.redirectToFolder(request) { return redirect }
            return try Self.snapshot("index.html", context, snapshots, request)
        }
        router.get("/snapshots/:id/:file") { [snapshots] request, context in
            try Self.snapshot(
                context.parameters.get("file") ?? "", context, snapshots, request)
        }
    }

    /// The links of a page are relative to its folder, whose address ends in a slash.
    private static func redirectToFolder(_ request: Request) -> Response? {
        let path = request.uri.path
        guard !path.hasSuffix("/") else { return nil }
        return Response(status: .movedPermanently, headers: [.location: path + "/"])
    }

    private static func snapshot(
        _ file: String, _ context: BasicRequestContext, _ snapshots: SnapshotFolder,
        _ request: Request
    ) throws -> Response {
        guard let id = context.parameters.get("id"), let bytes = snapshots.file(file, of: id)
        else { throw HTTPError(.notFound, message: "there is no such snapshot") }
        return answer(bytes, file.hasSuffix(".html") ? .html : .json, tag: nil, of: request)
    }

    private func documents(_ router: Router<BasicRequestContext>) {
        router.get("/api/metrics") { [board, backend, logger] request, _ in
            try await Self.answering(logger) {
                let query = try QueryParameters(request, allowed: QueryParameters.ofReading)
                let reading = try query.reading()
                guard reading.isHead else {
                    return Self.answer(try await backend.metrics(reading), of: request)
                }
                guard let latest = await board.current else { throw Self.notReady }
                return Self.answer(latest.metrics, .json, tag: latest.entityTag, of: request)
            }
        }
        router.get("/api/explain") { [backend, logger] request, _ in
            try await Self.answering(logger) {
                let query = try QueryParameters(
                    request, allowed: ["metric", "period"] + QueryParameters.ofReading)
                let metric = try query.required(
                    "metric", "the path of a figure in metrics.json, such as pipeline.winRate")
                return Self.answer(
                    try await backend.explanation(
                        of: metric, period: query["period"], query.reading()), of: request)
            }
        }
        router.get("/api/bridge") { [backend, logger] request, _ in
            try await Self.answering(logger) {
                let query = try QueryParameters(request, allowed: ["from", "to"])
                let meaning = "an instant, 2026-11-22T14:30:00Z, or a date, which means its end"
                return Self.answer(
                    try await backend.bridge(
                        from: query.required("from", meaning), to: query.required("to", meaning)),
                    of: request)
            }
        }
        router.get("/api/status") { [backend, logger] request, _ in
            try await Self.answering(logger) {
                _ = try QueryParameters(request, allowed: [])
                return Self.answer(try await backend.status(), .json, tag: nil, of: request)
            }
        }
        router.get("/api/records") { [backend, logger] request, _ in
            try await Self.answering(logger) {
                let query = try QueryParameters(request, allowed: ["object", "from", "limit"])
                let object = try query.required("object", "a type: deals, contacts, …")
                let limit = try query.limit()
                let lines = try await backend.records(
                    of: object, from: query["from"], limit: limit)
                return Self.answer(
                    lines, "/api/records?object=\(object)&limit=\(limit)&from=", of: request)
            }
        }
        router.get("/api/events") { [backend, logger] request, _ in
            try await Self.answering(logger) {
                let query = try QueryParameters(request, allowed: ["from", "limit"])
                let limit = try query.limit()
                let lines = try await backend.events(
                    from: query.position("from") ?? 1, limit: limit)
                return Self.answer(lines, "/api/events?limit=\(limit)&from=", of: request)
            }
        }
    }

    /// Turns what cannot be answered into a status and a JSON object that says why.
    private static func answering(
        _ logger: Logger, _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as RequestRefusal {
            throw HTTPError(
                refusal.kind.status,
                headers: refusal.kind == .unavailable ? [.retryAfter: "5"] : [:],
                message: refusal.description)
        } catch let error as HTTPError {
            throw error
        } catch {
            logger.error("a request could not be answered", metadata: ["error": "\(error)"])
            throw HTTPError(
                .internalServerError, message: "this failed here; the log of the service says why")
        }
    }

    private func health(_ router: Router<BasicRequestContext>) {
        router.get("/healthz") { _, _ in "ok\n" }
        router.get("/readyz") { [board] _, _ in
            guard await board.current != nil else { throw Self.notReady }
            return "ready\n"
        }
    }

    private static var notReady: HTTPError {
        HTTPError(
            .serviceUnavailable, headers: [.retryAfter: "5"],
            message: "the first dashboard is not ready yet")
    }

    private enum MediaType: String {
        case html = "text/html; charset=utf-8"
        case json = "application/json"
        case lines = "application/x-ndjson"
    }

    private static func answer(_ document: ServedDocument, of request: Request) -> Response {
        answer(document.bytes, .json, tag: document.entityTag, of: request)
    }

    /// A part of a list; the header `Link` leads to the next one.
    ///
    /// Source: RFC 8288, the relation `next`.
    private static func answer(
        _ lines: ServedLines, _ address: String, of request: Request
    ) -> Response {
        var response = answer(lines.bytes, .lines, tag: nil, of: request)
        if let next = lines.next, let link = HTTPField.Name("Link") {
            response.headers[link] = "<\(address)\(next)>; rel=\"next\""
        }
        return response
    }

    /// Whether `If-None-Match` names the validator, alone or among others.
    private static func isHeld(_ tag: String, by request: Request) -> Bool {
        guard let held = request.headers[.ifNoneMatch] else { return false }
        return held.split(separator: ",").contains { part in
            let part = part.drop { $0 == " " }
            let strong = part.hasPrefix("W/") ? part.dropFirst(2) : part
            return strong.prefix { $0 != " " } == tag
        }
    }

    /// The bytes, or 304 where the client has them.
    private static func answer(
        _ bytes: [UInt8], _ type: MediaType, tag: String?, of request: Request,
        cookie: String? = nil
    ) -> Response {
        var headers: HTTPFields = [.contentType: type.rawValue, .cacheControl: "no-cache"]
        headers[.eTag] = tag
        headers[.setCookie] = cookie
        if let tag, isHeld(tag, by: request) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension RequestRefusal.Kind {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .unknown: .notFound
        case .conflict: .conflict
        case .unavailable: .serviceUnavailable
        }
    }
}
