import HTTPClient
package import HubSpotModel

extension HubSpotClient {
    /// Owners of one page.
    static let ownersLimit = 100
    /// Pages of owners; more is taken for a loop.
    static let ownerPagesMax = 1_000

    /// Reads all owners, also those whose user was deactivated, by ascending id.
    ///
    /// Records keep pointing at deactivated owners. The `archived` field counts, not the list an
    /// owner came in: HubSpot once sent active ones in the archived list.
    ///
    /// - Throws: ``HubSpotError``, `CancellationError`.
    package func owners() async throws -> Answered<[Owner]> {
        var byID: [RecordID: Owner] = [:]
        var serverTime: Instant?
        for archived in [false, true] {
            var after: String?
            var cursorsSeen: Set<String> = []
            repeat {
                var query = [
                    (name: "limit", value: "\(Self.ownersLimit)"), ("archived", "\(archived)"),
                ]
                if let after { query.append(("after", after)) }
                let page = try await reference(.owners, .owners, version.owners, query)
                serverTime = serverTime ?? page.serverTime
                for owner in try await read(page.value, .owners, .owners, Owner.init) {
                    byID[owner.id] = byID[owner.id].map { $0.archived ? owner : $0 } ?? owner
                }
                after = page.value["paging"]["next"]["after"].text
                if let after,
                    !cursorsSeen.insert(after).inserted
                        || cursorsSeen.count > Self.ownerPagesMax
                {
                    throw HubSpotError(
                        .invalidResponse("the pages of owners repeat"), request: .owners,
                        object: .owners)
                }
            } while after != nil
        }
        return Answered(
            value: byID.values.sorted { $0.id < $1.id }, serverTime: serverTime)
    }

    /// Reads the pipelines of deals with their stages.
    ///
    /// - Throws: ``HubSpotError``, `CancellationError`.
    package func pipelines() async throws -> Answered<[Pipeline]> {
        let answer = try await reference(.pipelines, .pipelines, version.pipelines(.deals))
        let pipelines = try await read(answer.value, .pipelines, .pipelines, Pipeline.init)
        return Answered(
            value: pipelines.sorted { $0.id < $1.id }, serverTime: answer.serverTime)
    }

    /// Reads the catalogue of a type's properties, by name.
    ///
    /// - Throws: ``HubSpotError``, `CancellationError`.
    package func properties(
        of object: ObjectType
    ) async throws -> Answered<[PropertyDefinition]> {
        let answer = try await reference(.properties, object, version.properties(object))
        let read = try await read(answer.value, .properties, object, PropertyDefinition.init)
        return Answered(value: read.sorted { $0.name < $1.name }, serverTime: answer.serverTime)
    }

    /// Reads portal number, zone and currency of the account.
    ///
    /// - Throws: ``HubSpotError``, `CancellationError`.
    package func account() async throws -> Answered<AccountDetails> {
        try await sender.send(.get(.account, .account, version.account)) {
            response throws(JSONError) in
            try AccountDetails(JSONValue(response.body))
        }
    }

    private func reference(
        _ kind: RequestKind, _ object: ObjectType, _ path: String,
        _ query: [(name: String, value: String)] = []
    ) async throws -> Answered<JSONValue> {
        try await sender.send(.get(kind, object, path, query: query)) {
            response throws(JSONError) in
            let json = try JSONValue(response.body)
            guard case .array = json["results"] else {
                throw JSONError(reason: .missing("results"), offset: 0)
            }
            return json
        }
    }

    private func read<Element>(
        _ json: JSONValue, _ kind: RequestKind, _ object: ObjectType,
        _ element: (JSONValue) throws(JSONError) -> Element
    ) async throws -> [Element] {
        do {
            var elements: [Element] = []
            for value in json["results"].elements { elements.append(try element(value)) }
            return elements
        } catch {
            throw HubSpotError(.invalidResponse("\(error)"), request: kind, object: object)
        }
    }
}
