import HTTPTypes
import Hummingbird
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
        router.get("/api/metrics") { [board] request, _ in
            guard let latest = await board.current else { throw Self.notReady }
            return Self.answer(latest.metrics, .json, tag: latest.entityTag, of: request)
        }
        router.get("/api/status") { [backend] request, _ in
            Self.answer(try await backend.status(), .json, tag: nil, of: request)
        }
        router.get("/api/records") { [backend] request, _ in
            guard let object = request.uri.queryParameters["object"],
                let bytes = try await backend.records(of: String(object))
            else {
                throw HTTPError(.badRequest, message: "object= names a type: deals, contacts, …")
            }
            return Self.answer(bytes, .lines, tag: nil, of: request)
        }
        router.get("/api/events") { [backend] request, _ in
            let from = request.uri.queryParameters["from"].map(String.init) ?? "1"
            guard let sequence = UInt64(from), sequence >= 1 else {
                throw HTTPError(.badRequest, message: "from= is a log position, from 1")
            }
            return Self.answer(
                try await backend.events(from: sequence), .lines, tag: nil, of: request)
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

    /// The bytes, or 304 where the client has them.
    private static func answer(
        _ bytes: [UInt8], _ type: MediaType, tag: String?, of request: Request,
        cookie: String? = nil
    ) -> Response {
        var headers: HTTPFields = [.contentType: type.rawValue, .cacheControl: "no-cache"]
        headers[.eTag] = tag
        headers[.setCookie] = cookie
        if let tag, request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
