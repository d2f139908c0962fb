import HTTPClient
package import HubSpotModel

extension HubSpotClient {
    /// Ids of one batch read, and of one with history.
    package static let batchLimitMax = 100
    package static let batchLimitMaxWithHistory = 50

    /// Reads records by id, as many requests at once as the limits allow.
    ///
    /// - Parameters:
    ///   - ids: Any number, in any order; asked once each.
    ///   - archived: Among the archived records only.
    /// - Returns: What became of each id; the server time is the earliest of the answers.
    /// - Throws: ``HubSpotError``, `CancellationError`. Nothing of a part that failed is returned.
    package func batchRead(
        _ object: ObjectType, ids: [RecordID], properties: [String], history: [String] = [],
        archived: Bool = false
    ) async throws -> Answered<BatchReadAnswer> {
        let limit = history.isEmpty ? Self.batchLimitMax : Self.batchLimitMaxWithHistory
        let ids = Set(ids).sorted()
        let chunks = stride(from: 0, to: ids.count, by: limit).map {
            Array(ids[$0..<min($0 + limit, ids.count)])
        }
        return try await withThrowingTaskGroup(of: Answered<BatchReadAnswer>.self) { group in
            for chunk in chunks {
                group.addTask {
                    try await batch(object, chunk, properties, history, archived)
                }
            }
            var answer = BatchReadAnswer()
            var times: [Instant?] = []
            for try await part in group {
                answer.add(part.value)
                times.append(part.serverTime)
            }
            answer.records.sort { $0.id < $1.id }
            return Answered(value: answer, serverTime: times.compactMap { $0 }.min())
        }
    }

    private func batch(
        _ object: ObjectType, _ ids: [RecordID], _ properties: [String], _ history: [String],
        _ archived: Bool
    ) async throws -> Answered<BatchReadAnswer> {
        // It tells where an id went that is answered by another record.
        let mergedIDs = "hs_merged_object_ids"
        let isAdded = !properties.contains(mergedIDs)
        var body = JSONText()
        body.write(raw: #"{"inputs":"#)
        body.write(array: ids) { text, id in
            text.write(raw: #"{"id":"#)
            text.write(id.text)
            text.write(raw: "}")
        }
        body.write(raw: #","properties":"#)
        body.write(array: isAdded ? properties + [mergedIDs] : properties)
        body.write(raw: #","propertiesWithHistory":"#)
        body.write(array: history)
        body.write(raw: "}")
        let request = APIRequest.post(
            .batchRead, object, version.objects(object) + "/batch/read",
            query: [("archived", archived ? "true" : "false")], body: body)
        return try await sender.send(request) { response throws(JSONError) in
            let (page, errors) = try RecordPage.read(response.body, isBin: archived)
            var answer = BatchReadAnswer(asked: ids, page, errors)
            if isAdded { answer.records = answer.records.map { $0.without(mergedIDs) } }
            return answer
        }
    }
}

extension PortalRecord {
    fileprivate func without(_ property: String) -> PortalRecord {
        guard self[property] != nil else { return self }
        return PortalRecord(
            id: id, properties: properties.filter { $0.name != property }, createdAt: createdAt,
            updatedAt: updatedAt, archived: archived, archivedAt: archivedAt, history: history)
    }
}
