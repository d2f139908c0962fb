import HTTPClient
package import HubSpotModel

extension HubSpotClient {
    /// Ids of one association batch read.
    package static let associationsLimitMax = 1_000
    /// Pages of one record's links; more is taken for a loop.
    static let associationPagesMax = 1_000

    /// Reads all links of the records in one direction, every page of each.
    ///
    /// - Parameter ids: Any number, in any order; asked once each.
    /// - Returns: Links and failures by id; the server time is the earliest of the answers.
    /// - Throws: ``HubSpotError``, `CancellationError`. Nothing of a part that failed is returned.
    package func associations(
        _ kind: AssociationKind, ids: [RecordID]
    ) async throws -> Answered<AssociationsAnswer> {
        let ids = Set(ids).sorted()
        let chunks = stride(from: 0, to: ids.count, by: Self.associationsLimitMax).map {
            Array(ids[$0..<min($0 + Self.associationsLimitMax, ids.count)])
        }
        return try await withThrowingTaskGroup(of: Answered<AssociationsAnswer>.self) { group in
            for chunk in chunks {
                group.addTask { try await allPages(kind, chunk) }
            }
            var answer = AssociationsAnswer()
            var times: [Instant?] = []
            for try await part in group {
                answer.links.merge(part.value.links) { first, _ in first }
                answer.failed.merge(part.value.failed) { first, _ in first }
                times.append(part.serverTime)
            }
            return Answered(value: answer, serverTime: times.compactMap { $0 }.min())
        }
    }

    private func allPages(
        _ kind: AssociationKind, _ ids: [RecordID]
    ) async throws -> Answered<AssociationsAnswer> {
        var collection = LinkCollection(asked: ids)
        var inputs: [LinkCollection.Input] = ids.map { .init(id: $0, after: nil) }
        var serverTime: Instant?
        var pages = 0
        while !inputs.isEmpty {
            pages += 1
            let page = try await associationsPage(kind, inputs)
            serverTime = serverTime ?? page.serverTime
            let isTooLong = pages == Self.associationPagesMax
            guard let next = collection.take(page.value, of: inputs), !isTooLong || next.isEmpty
            else {
                throw HubSpotError(
                    .invalidResponse("the pages of associations repeat"), request: .associations,
                    object: kind.from)
            }
            inputs = next
        }
        return Answered(value: collection.answer, serverTime: serverTime)
    }

    private func associationsPage(
        _ kind: AssociationKind, _ inputs: [LinkCollection.Input]
    ) async throws -> Answered<AssociationsPage> {
        var body = JSONText()
        body.write(raw: #"{"inputs":"#)
        body.write(array: inputs) { text, input in
            text.write(raw: #"{"id":"#)
            text.write(input.id.text)
            if let after = input.after {
                text.write(raw: #","after":"#)
                text.write(after)
            }
            text.write(raw: "}")
        }
        body.write(raw: "}")
        let request = APIRequest.post(
            .associations, kind.from, version.associations(kind), body: body)
        return try await sender.send(request) { response throws(JSONError) in
            try AssociationsPage(response.body)
        }
    }
}

/// Puts the pages of many records' links together; a struct without network, tested by itself.
struct LinkCollection {
    struct Input: Equatable {
        let id: RecordID
        let after: String?
    }

    /// Types by target, by record.
    private var links: [RecordID: [RecordID: [AssociationType]]] = [:]
    private var failed: [RecordID: String] = [:]
    private var cursorsSeen: [RecordID: Set<String>] = [:]
    private let asked: [RecordID]

    init(asked: [RecordID]) {
        self.asked = asked
    }

    /// Takes one page in and returns what to ask for next, or `nil` when a cursor came twice.
    mutating func take(_ page: AssociationsPage, of inputs: [Input]) -> [Input]? {
        var next: [Input] = []
        var open = Set(inputs.map(\.id))
        for row in page.rows where open.remove(row.from) != nil || links[row.from] != nil {
            for link in row.links {
                links[row.from, default: [:]][link.target, default: []] += link.types
            }
            if row.links.isEmpty { links[row.from, default: [:]] = links[row.from] ?? [:] }
            guard let after = row.next else { continue }
            guard cursorsSeen[row.from, default: []].insert(after).inserted else { return nil }
            next.append(Input(id: row.from, after: after))
        }
        for error in page.errors {
            let isNone = error.subCategory == AssociationsPage.noneFound
            for id in error.ids where open.remove(id) != nil {
                if isNone {
                    links[id, default: [:]] = links[id] ?? [:]
                } else {
                    failed[id] = error.words
                }
            }
        }
        // An error that names no record, or no word at all: nothing is known about these.
        for id in open {
            failed[id] = page.errors.first { $0.ids.isEmpty }?.words ?? "not answered"
        }
        return next
    }

    var answer: AssociationsAnswer {
        var answer = AssociationsAnswer()
        answer.failed = failed
        for id in asked where failed[id] == nil {
            answer.links[id] = (links[id] ?? [:])
                .map { PortalLink(target: $0, types: $1) }
                .sorted { $0.target < $1.target }
        }
        return answer
    }
}
