import HTTPClient
import HubSpotModel

extension HubSpotClient {
    /// Reads one page of a search.
    ///
    /// HubSpot matches an index that lags and returns records as they are now, so a record may lie
    /// outside of the asked window: compare each with it. Archived records are not found.
    ///
    /// - Throws: ``HubSpotError``, with code `.requestTooLong` when the properties do not fit into
    ///   a search; `CancellationError`.
    package func search(_ query: SearchQuery) async throws -> Answered<SearchPage> {
        let body = query.body
        guard body.bytes.count < SearchQuery.bodyBytesMax else {
            throw HubSpotError(.requestTooLong, request: .search, object: query.object)
        }
        let path = version.objects(query.object) + "/search"
        return try await sender.send(.post(.search, query.object, path, body: body)) {
            response throws(JSONError) in
            try SearchPage(RecordPage.read(response.body).page, of: query)
        }
    }
}

extension SearchPage {
    /// Puts a page into id order and demands that it leads on.
    init(_ page: RecordPage, of query: SearchQuery) throws(JSONError) {
        guard let total = page.total else { throw JSONError(reason: .missing("total"), offset: 0) }
        let isAscending = query.direction == .ascending
        let records = page.records
            .filter { record in
                guard let beyond = query.beyond else { return true }
                return isAscending ? record.id > beyond : record.id < beyond
            }
            .sorted { isAscending ? $0.id < $1.id : $0.id > $1.id }
        // An answer may lack its cursor; more matches than a page holds are more pages all the same.
        let leadsOn = page.next != nil || total > min(query.limit, SearchQuery.limitMax)
        if leadsOn && records.isEmpty {
            // Going on would ask for the same page for ever.
            throw JSONError(reason: .expected("records beyond the asked id"), offset: 0)
        }
        self.init(records: records, total: total, next: leadsOn ? records.last?.id : nil)
    }
}
