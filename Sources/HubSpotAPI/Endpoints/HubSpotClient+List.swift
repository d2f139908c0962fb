import HTTPClient
package import HubSpotModel

extension HubSpotClient {
    /// Longest URL that is sent, in bytes; HubSpot's edge refuses some from about 8,000 on.
    static let urlBytesMax = 4_000
    /// Records of one list page, and of one with history.
    package static let listLimitMax = 100
    package static let listLimitMaxWithHistory = 50

    /// Reads one page of all records of a type, in ascending id order.
    ///
    /// When the names do not fit into a URL, the page is listed without them and read by batch:
    /// two requests or more, and records that vanish in between are left out.
    ///
    /// - Parameters:
    ///   - archived: The recycle bin instead of the live records.
    ///   - after: The cursor of the page before; everything else must be the same as there.
    /// - Throws: ``HubSpotError``, `CancellationError`.
    package func list(
        _ object: ObjectType, properties: [String], history: [String] = [],
        archived: Bool = false, limit: Int? = nil, after: String? = nil
    ) async throws -> Answered<RecordPage> {
        let limitMax = history.isEmpty ? Self.listLimitMax : Self.listLimitMaxWithHistory
        let limit = min(limit ?? limitMax, limitMax)
        let request = listRequest(object, properties, history, archived, limit, after)
        let url = HTTPRequest(.get, sender.base, path: request.path, query: request.query).url
        if url.utf8.count < Self.urlBytesMax { return try await page(request, after, archived) }

        let ids = try await page(
            listRequest(object, [], [], archived, limit, after), after, archived)
        let read = try await batchRead(
            object, ids: ids.value.records.map(\.id), properties: properties, history: history,
            archived: archived)
        let byID = Dictionary(
            read.value.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let page = RecordPage(
            records: ids.value.records.compactMap { byID[$0.id] }, next: ids.value.next,
            portalID: ids.value.portalID, propertyNames: read.value.propertyNames)
        return Answered(value: page, serverTime: ids.serverTime)
    }

    private func listRequest(
        _ object: ObjectType, _ properties: [String], _ history: [String], _ archived: Bool,
        _ limit: Int, _ after: String?
    ) -> APIRequest {
        var query = [(name: "limit", value: "\(limit)")]
        if let after { query.append(("after", after)) }
        if !properties.isEmpty {
            query.append(("properties", properties.joined(separator: ",")))
        }
        if !history.isEmpty {
            query.append(("propertiesWithHistory", history.joined(separator: ",")))
        }
        if archived { query.append(("archived", "true")) }
        return .get(.list, object, version.objects(object), query: query)
    }

    private func page(
        _ request: APIRequest, _ after: String?, _ isBin: Bool
    ) async throws -> Answered<RecordPage> {
        try await sender.send(request) { response throws(JSONError) in
            let page = try RecordPage.read(response.body, isBin: isBin).page
            try page.demandItLeadsOn(from: after)
            return page
        }
    }
}

extension RecordPage {
    /// Refuses a page that is not the one behind a cursor: its own cursor would skip records.
    ///
    /// A cursor names the first record of its page, so a page of lower ids only is one that was
    /// served before.
    func demandItLeadsOn(from after: String?) throws(JSONError) {
        guard let after else { return }
        if next == after {
            throw JSONError(reason: .expected("a cursor other than the one asked for"), offset: 0)
        }
        let cursor = RecordID(after)
        guard case .number = cursor, let last = records.map(\.id).max(), last < cursor else {
            return
        }
        throw JSONError(reason: .expected("records from \(cursor.text) on"), offset: 0)
    }
}
