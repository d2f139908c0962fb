import HTTPClient
import HubSpotModel
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

@Suite("HubSpot client", .timeLimit(.minutes(1)))
struct HubSpotClientTests {
    private let clock = TestClock()
    private let base: BaseURL

    init() throws { base = try BaseURL("https://api.hubapi.com") }

    private func client(
        _ transport: ScriptedTransport, _ configuration: HubSpotClient.Configuration = .init(),
        token: @escaping @Sendable () async throws -> Secret = { Secret("pat-na1-0000") }
    ) -> HubSpotClient {
        HubSpotClient(
            base: base, transport: transport, token: token, configuration: configuration,
            clock: clock.requestClock, chance: { 0 })
    }

    /// What every record has.
    private static let stamps =
        #""createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","properties":{},"#
    private static let emptyPage = #"{"results":[]}"#

    // MARK: Requests

    @Test func aListNamesItsPropertiesAndItsCursor() async throws {
        let transport = ScriptedTransport([
            .json(
                #"{"results":[{\#(Self.stamps)"id":"1"}],"paging":{"next":{"after":"2"}}}"#,
                headers: ["Date": "Sun, 22 Nov 2026 18:00:00 GMT"]), .json(Self.emptyPage),
        ])
        let client = client(transport)
        let page = try await client.list(.deals, properties: ["amount", "dealname"])
        #expect(page.value.records.map(\.id) == [1])
        #expect(page.serverTime?.milliseconds == 1_795_370_400_000)
        _ = try await client.list(
            .deals, properties: ["amount"], history: ["dealstage"], archived: true,
            after: page.value.next)
        #expect(
            transport.requests.map(\.url) == [
                "https://api.hubapi.com/crm/objects/2026-09/deals?limit=100&properties=amount,dealname",
                "https://api.hubapi.com/crm/objects/2026-09/deals?limit=50&after=2&properties=amount"
                    + "&propertiesWithHistory=dealstage&archived=true",
            ])
        #expect(transport.requests[0].method == .get)
        #expect(transport.requests[0].headers.contains { "\($0)" == "Authorization: <redacted>" })
    }

    @Test func thePathsFollowTheVersion() async throws {
        let transport = ScriptedTransport { _, _ in .json(#"{"results":[],"total":0}"#) }
        var configuration = HubSpotClient.Configuration()
        configuration.version = .v3
        let client = client(transport, configuration)
        _ = try await client.list(.notes, properties: [])
        _ = try await client.search(SearchQuery(.contacts))
        _ = try await client.batchRead(.deals, ids: [1], properties: [])
        _ = try await client.associations(.init(from: .deals, to: .contacts), ids: [1])
        _ = try await client.owners()
        _ = try await client.pipelines()
        _ = try await client.properties(of: .deals)
        #expect(
            transport.requests.map { $0.target.prefix { $0 != "?" } } == [
                "/crm/v3/objects/notes", "/crm/v3/objects/contacts/search",
                "/crm/v3/objects/deals/batch/read",
                "/crm/v4/associations/deals/contacts/batch/read", "/crm/v3/owners",
                "/crm/v3/owners", "/crm/v3/pipelines/deals", "/crm/v3/properties/deals",
            ])
    }

    @Test(arguments: [
        ("v3", APIVersion?.some(.v3)), ("2026-09", .dated("2026-09")),
        ("2027-03", .dated("2027-03")),
        ("2026-13", nil), ("2026-00", nil), ("2025-09", nil), ("v4", nil), ("2026-9", nil),
        ("", nil),
        ("2026-09/../x", nil),
    ])
    func aVersionIsReadOrRefused(text: String, expected: APIVersion?) {
        #expect(APIVersion(text) == expected)
    }

    @Test func namesThatDoNotFitIntoAURLAreReadByBatch() async throws {
        let names = (0..<300).map { "a_rather_long_property_name_\($0)" }
        let transport = ScriptedTransport([
            .json(
                #"{"results":[{\#(Self.stamps)"id":"1"},{\#(Self.stamps)"id":"2"},{\#(Self.stamps)"id":"3"}],"paging":{"next":{"after":"4"}}}"#
            ),
            // 2 was archived in between, and the order is not promised.
            .json(
                #"{"results":[{\#(Self.stamps)"id":"3","properties":{"x":"c"}},{\#(Self.stamps)"id":"1","properties":{"x":"a"}}],"errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["2"]}}]}"#,
                status: 207),
        ])
        let page = try await client(transport).list(.contacts, properties: names)
        #expect(page.value.records.map(\.id) == [1, 3])
        #expect(page.value.records.map { $0["x"] } == ["a", "c"])
        #expect(page.value.next == "4")
        #expect(transport.requests.allSatisfy { $0.url.utf8.count < 4_000 })
        #expect(transport.requests[1].bodyText.contains(#""a_rather_long_property_name_299""#))
    }

    // MARK: Search

    @Test func aSearchIsAKeysetInsideAClosedWindow() async throws {
        let transport = ScriptedTransport([.json(#"{"total":0,"results":[]}"#)])
        var query = SearchQuery(.contacts, modified: 0...1_762_304_400_000, beyond: 42)
        query.limit = 500
        _ = try await client(transport).search(query)
        #expect(
            transport.requests[0].bodyText
                == #"{"filterGroups":[{"filters":[{"propertyName":"lastmodifieddate","operator":"GTE","value":"1000"},"#
                + #"{"propertyName":"lastmodifieddate","operator":"LTE","value":"1762304400000"},"#
                + #"{"propertyName":"hs_object_id","operator":"GT","value":"42"}]}],"#
                + #""sorts":[{"propertyName":"hs_object_id","direction":"ASCENDING"}],"#
                + #""properties":["lastmodifieddate"],"limit":200}"#)
    }

    @Test func otherTypesFilterOnTheirOwnStampAndASearchMayGoDown() async throws {
        let transport = ScriptedTransport([.json(#"{"total":0,"results":[]}"#)])
        var query = SearchQuery(.deals, beyond: 42)
        query.direction = .descending
        query.properties = ["amount"]
        _ = try await client(transport).search(query)
        #expect(
            transport.requests[0].bodyText
                == #"{"filterGroups":[{"filters":[{"propertyName":"hs_object_id","operator":"LT","value":"42"}]}],"#
                + #""sorts":[{"propertyName":"hs_object_id","direction":"DESCENDING"}],"#
                + #""properties":["amount"],"limit":200}"#)
        #expect(SearchQuery(.deals).body.bytes.starts(with: Array(#"{"filterGroups":[],"#.utf8)))
    }

    @Test func aSearchLeadsOnFromItsGreatestID() async throws {
        let transport = ScriptedTransport([
            .json(
                #"{"total":900,"results":[{\#(Self.stamps)"id":"9"},{\#(Self.stamps)"id":"100"},{\#(Self.stamps)"id":"43"},{\#(Self.stamps)"id":"42"}],"paging":{"next":{"after":"4"}}}"#
            ), .json(#"{"total":1,"results":[{\#(Self.stamps)"id":"101"}]}"#),
        ])
        let client = client(transport)
        let first = try await client.search(SearchQuery(.deals, beyond: 42))
        #expect(first.value.records.map(\.id) == [43, 100])
        #expect(first.value.total == 900)
        #expect(first.value.next == 100)
        #expect(try await client.search(SearchQuery(.deals, beyond: 100)).value.next == nil)
    }

    @Test func aSearchThatDoesNotLeadOnIsAnErrorAndNotALoop() async throws {
        let transport = ScriptedTransport { _, _ in
            .json(
                #"{"total":9,"results":[{\#(Self.stamps)"id":"1"}],"paging":{"next":{"after":"1"}}}"#
            )
        }
        let error = await #expect(throws: HubSpotError.self) {
            try await client(transport).search(SearchQuery(.deals, beyond: 42))
        }
        guard case .invalidResponse = error?.code else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
    }

    @Test func aSearchThatIsTooLongIsNotSent() async throws {
        let transport = ScriptedTransport([])
        var query = SearchQuery(.deals)
        query.properties = (0..<300).map { "property_number_\($0)" }
        let error = await #expect(throws: HubSpotError.self) {
            try await client(transport).search(query)
        }
        #expect(error?.code == .requestTooLong)
        #expect(transport.requests.isEmpty)
    }

    // MARK: Batch read

    @Test func aBatchIsSplitByItsLimitAndAskedOnceForEachID() async throws {
        let transport = ScriptedTransport { request, _ in
            let json = try JSONValue(request.body ?? [])
            let ids = json["inputs"].elements.compactMap { $0["id"].text }
            let rows = ids.reversed().map { #"{\#(Self.stamps)"id":"\#($0)"}"# }.joined(
                separator: ",")
            return .json(#"{"results":[\#(rows)]}"#)
        }
        let client = client(transport)
        let ids = (1...250).map { RecordID.number($0) }
        let answer = try await client.batchRead(
            .deals, ids: ids + ids.shuffled(), properties: ["amount"])
        #expect(answer.value.records.map(\.id) == ids)
        #expect(transport.requests.count == 3)
        _ = try await client.batchRead(
            .deals, ids: ids, properties: ["amount"], history: ["dealstage"])
        #expect(transport.requests.count == 3 + 5)
        #expect(
            transport.requests.last?.target
                == "/crm/objects/2026-09/deals/batch/read?archived=false")
        #expect(
            transport.requests.last?.bodyText.hasSuffix(
                #""properties":["amount","hs_merged_object_ids"],"propertiesWithHistory":["dealstage"]}"#
            ) == true)
    }

    @Test func everyAskedIDEndsInExactlyOnePlace() async throws {
        let transport = ScriptedTransport([
            .json(
                #"""
                {"status":"COMPLETE","results":[
                  {\#(Self.stamps)"id":"900","properties":{"hs_merged_object_ids":"103;104"}},
                  {\#(Self.stamps)"id":"101","properties":{"amount":"1","hs_merged_object_ids":"105"}},
                  {\#(Self.stamps)"id":"900","properties":{"hs_merged_object_ids":"103;104"}}],
                 "numErrors":2,"errors":[
                  {"category":"OBJECT_NOT_FOUND","context":{"ids":["102","106"]}},
                  {"category":"INTERNAL","subCategory":"crm.busy","context":{"ids":[107]}}]}
                """#, status: 207)
        ])
        let answer = try await client(transport).batchRead(
            .deals, ids: (101...107).map { .number($0) }, properties: ["amount"]
        ).value
        #expect(answer.records.map(\.id) == [101, 900])
        #expect(answer.missing == [102, 106])
        #expect(answer.merged == [103: 900, 104: 900, 105: 101])
        #expect(answer.failed == [107: "INTERNAL crm.busy"])
        // Nobody asked for the property that tells merges apart.
        #expect(answer.records[0].properties == [NamedValue(name: "amount", value: "1")])
    }

    @Test func aMergeThatNobodyNamesGoesToTheOnlyStranger() async throws {
        let transport = ScriptedTransport([
            .json(#"{"results":[{\#(Self.stamps)"id":"900"},{\#(Self.stamps)"id":"101"}]}"#),
            .json(#"{"results":[{\#(Self.stamps)"id":"900"},{\#(Self.stamps)"id":"901"}]}"#),
        ])
        let client = client(transport)
        let one = try await client.batchRead(.deals, ids: [101, 102], properties: []).value
        #expect(one.merged == [102: 900])
        let two = try await client.batchRead(.deals, ids: [101, 102], properties: []).value
        #expect(two.merged == [101: nil, 102: nil])
    }

    @Test func anErrorThatNamesNoIDLeavesTheUnansweredUnknown() async throws {
        let transport = ScriptedTransport([
            .json(
                #"{"results":[{\#(Self.stamps)"id":"1"}],"errors":[{"category":"X"}]}"#, status: 207
            )
        ])
        let answer = try await client(transport).batchRead(.deals, ids: [1, 2], properties: [])
            .value
        #expect(answer.failed == [2: "X"])
        #expect(answer.merged.isEmpty)
    }

    @Test func readingNothingAsksNothing() async throws {
        let transport = ScriptedTransport([])
        let client = client(transport)
        #expect(try await client.batchRead(.deals, ids: [], properties: []).value == .init())
        let kind = AssociationKind(from: .deals, to: .contacts)
        #expect(try await client.associations(kind, ids: []).value == .init())
    }

    // MARK: Associations

    private static let companies = AssociationKind(from: .deals, to: .companies)

    @Test func linksNoneAndFailuresAreToldApart() async throws {
        let transport = ScriptedTransport([
            .json(
                #"""
                {"status":"COMPLETE","results":[{"from":{"id":"101"},"to":[
                   {"toObjectId":77002,"associationTypes":[{"category":"USER_DEFINED","typeId":28,"label":"Billing contact"}]},
                   {"toObjectId":77001,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":341,"label":null}]},
                   {"toObjectId":"77001","associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":5,"label":"Primary"}]}]}],
                 "numErrors":2,"errors":[
                  {"category":"OBJECT_NOT_FOUND","subCategory":"crm.associations.NO_ASSOCIATIONS_FOUND","context":{"fromObjectId":["102"]}},
                  {"category":"VALIDATION_ERROR","context":{"fromObjectId":["103"]}}]}
                """#, status: 207)
        ])
        let answer = try await client(transport).associations(
            Self.companies, ids: [101, 102, 103, 104]
        ).value
        let primary = AssociationType(category: "HUBSPOT_DEFINED", typeID: 5, label: "Primary")
        let plain = AssociationType(category: "HUBSPOT_DEFINED", typeID: 341, label: nil)
        let billing = AssociationType(
            category: "USER_DEFINED", typeID: 28, label: "Billing contact")
        #expect(
            answer.links == [
                101: [
                    PortalLink(target: 77001, types: [primary, plain]),
                    PortalLink(target: 77002, types: [billing]),
                ], 102: [],
            ])
        #expect(answer.failed == [103: "VALIDATION_ERROR", 104: "not answered"])
    }

    @Test func onlyRecordsWithMoreLinksAreAskedAgain() async throws {
        func row(_ id: Int, _ target: Int, _ after: String?) -> String {
            let paging = after.map { #","paging":{"next":{"after":"\#($0)"}}"# } ?? ""
            return
                #"{"from":{"id":"\#(id)"},"to":[{"toObjectId":\#(target),"associationTypes":[]}]\#(paging)}"#
        }
        let transport = ScriptedTransport([
            .json(#"{"results":[\#(row(1, 10, "A")),\#(row(2, 20, nil)),\#(row(3, 30, "C"))]}"#),
            .json(#"{"results":[\#(row(3, 31, nil)),\#(row(1, 11, "B"))]}"#),
            .json(#"{"results":[\#(row(1, 12, nil))]}"#),
        ])
        let answer = try await client(transport).associations(Self.companies, ids: [1, 2, 3]).value
        #expect(answer.links[1]?.map(\.target) == [10, 11, 12])
        #expect(answer.links[2]?.map(\.target) == [20])
        #expect(answer.links[3]?.map(\.target) == [30, 31])
        #expect(
            transport.requests.map(\.bodyText) == [
                #"{"inputs":[{"id":"1"},{"id":"2"},{"id":"3"}]}"#,
                #"{"inputs":[{"id":"1","after":"A"},{"id":"3","after":"C"}]}"#,
                #"{"inputs":[{"id":"1","after":"B"}]}"#,
            ])
    }

    @Test func aFailureOnALaterPageLeavesAllLinksOfTheRecordUnknown() async throws {
        let transport = ScriptedTransport([
            .json(
                #"{"results":[{"from":{"id":"1"},"to":[{"toObjectId":5,"associationTypes":[]}],"paging":{"next":{"after":"A"}}}]}"#
            ),
            .json(
                #"{"results":[],"errors":[{"category":"INTERNAL","context":{"fromObjectId":["1"]}}]}"#,
                status: 207),
        ])
        let answer = try await client(transport).associations(Self.companies, ids: [1]).value
        #expect(answer.links.isEmpty)
        #expect(answer.failed == [1: "INTERNAL"])
    }

    @Test func aCursorThatRepeatsIsAnErrorAndNotALoop() async throws {
        let transport = ScriptedTransport { _, _ in
            .json(
                #"{"results":[{"from":{"id":"1"},"to":[{"toObjectId":5,"associationTypes":[]}],"paging":{"next":{"after":"A"}}}]}"#
            )
        }
        let error = await #expect(throws: HubSpotError.self) {
            try await client(transport).associations(Self.companies, ids: [1])
        }
        #expect(error?.code == .invalidResponse("the pages of associations repeat"))
        #expect(transport.requests.count == 2)
    }

    @Test func aThousandRecordsGoInOneRequest() async throws {
        let transport = ScriptedTransport { _, _ in .json(#"{"results":[]}"#) }
        let ids = (1...2_001).map { RecordID.number($0) }
        let answer = try await client(transport).associations(Self.companies, ids: ids).value
        #expect(transport.requests.count == 3)
        #expect(answer.failed.count == 2_001)
    }

    // MARK: Reference data

    @Test func ownersComeFromBothListsAndTheFieldCounts() async throws {
        let transport = ScriptedTransport([
            .json(
                #"{"results":[{"id":"2","email":"ana@example.com","firstName":"Ana","lastName":"","type":"PERSON","userId":7,"archived":false,"teams":[{"id":"1","name":"Sales"}]}],"paging":{"next":{"after":"x"}}}"#
            ), .json(#"{"results":[{"id":"10","archived":false}]}"#),
            .json(
                #"{"results":[{"id":"2","archived":false},{"id":"3","userId":null,"userIdIncludingInactive":9,"archived":true}]}"#
            ),
        ])
        let owners = try await client(transport).owners().value
        #expect(owners.map(\.id) == [2, 3, 10])
        #expect(owners.map(\.archived) == [false, true, false])
        #expect(owners[0].email == "ana@example.com")
        #expect(owners[0].lastName == nil)
        #expect(owners[0].teams == ["Sales"])
        #expect(owners[1].userID == 9)
        #expect(
            transport.requests.map { $0.target } == [
                "/crm/owners/2026-09?limit=100&archived=false",
                "/crm/owners/2026-09?limit=100&archived=false&after=x",
                "/crm/owners/2026-09?limit=100&archived=true",
            ])
    }

    @Test func stagesAreSortedAndTheirTextsRead() async throws {
        let transport = ScriptedTransport([
            .json(
                #"""
                {"results":[{"id":"default","label":"Sales","displayOrder":0,"archived":false,
                  "createdAt":"1970-01-01T00:00:00Z","stages":[
                  {"id":"closedwon","label":"Won","displayOrder":5,"metadata":{"isClosed":"true","probability":"1.0"}},
                  {"id":"5230659805","label":"Bank","displayOrder":1,"metadata":{"isClosed":"false","probability":"0.5"}},
                  {"id":"a","label":"Appointment","displayOrder":1,"archived":true,"metadata":{}}]}]}
                """#)
        ])
        let pipeline = try #require(try await client(transport).pipelines().value.first)
        #expect(pipeline.createdAt == 0)
        #expect(pipeline.stages.map(\.label) == ["Appointment", "Bank", "Won"])
        #expect(pipeline.stages.map(\.isClosed) == [nil, "false", "true"])
        #expect(pipeline.stages.map(\.probability) == [nil, "0.5", "1.0"])
        #expect(pipeline.stages[0].archived)
    }

    @Test func thePropertyCatalogueSaysWhatMayChangeSilently() async throws {
        let transport = ScriptedTransport([
            .json(
                #"""
                {"results":[
                 {"name":"score","label":"Score","type":"number","fieldType":"calculation_score","calculated":false},
                 {"name":"amount","label":"Amount","type":"number","fieldType":"number","calculated":true},
                 {"name":"stage","type":"enumeration","fieldType":"radio","options":[{"label":"Won","value":"w"}]}]}
                """#)
        ])
        let properties = try await client(transport).properties(of: .deals).value
        #expect(properties.map(\.name) == ["amount", "score", "stage"])
        #expect(properties.map(\.mayChangeSilently) == [true, true, false])
        #expect(properties[2].options.first?.label == "Won")
    }

    @Test func theAccountIsReadOrRefusedWhole() async throws {
        let whole =
            #"{"portalId":1234567,"timeZone":"US/Eastern","companyCurrency":"USD","additionalCurrencies":["EUR"],"uiDomain":"app.hubspot.com"}"#
        let transport = ScriptedTransport { _, number in
            .json(number == 0 ? whole : #"{"portalId":1234567}"#)
        }
        let client = client(transport)
        let account = try await client.account().value
        #expect(account.portalID == 1_234_567)
        #expect(account.timeZone == "US/Eastern")
        #expect(account.additionalCurrencies == ["EUR"])
        await #expect(throws: HubSpotError.self) { try await client.account() }
    }

    // MARK: Failures

    @Test func aPageThatCannotBeReadIsAskedForAgain() async throws {
        let transport = ScriptedTransport([
            .json(#"{"results":[{\#(Self.stamps)"id":"1"}"#), .json("<html>gateway</html>"),
            .json(#"{"results":[{\#(Self.stamps)"id":"1"}]}"#),
        ])
        let client = client(transport)
        #expect(try await client.list(.deals, properties: []).value.records.count == 1)
        #expect(client.counts.retries == [.unreadable: 2])
        #expect(client.counts.sent == [.list: 3])
    }

    @Test func aPageThatStaysUnreadableSaysWhatAndWhere() async throws {
        let transport = ScriptedTransport { _, _ in
            .json(#"{"results":["#, headers: ["X-HubSpot-Correlation-Id": "c-7"])
        }
        let error = await #expect(throws: HubSpotError.self) {
            try await client(transport).list(.deals, properties: [])
        }
        #expect(
            error?.code == .invalidResponse("the text ends inside a value, at byte 12"))
        #expect(error?.correlationID == "c-7")
        #expect(error?.exitCode == 69)
        #expect(transport.requests.count == 3)
    }

    @Test func anOutageInBetweenIsSurvived() async throws {
        let transport = ScriptedTransport([
            .fail(TransportError(.connectionLost, "reset")), .json("busy", status: 503),
            .json("<html>", status: 524),
            .json(#"{"policyName":"TEN_SECONDLY_ROLLING"}"#, status: 429),
            .json("", status: 423), .json(Self.emptyPage),
        ])
        let client = client(transport)
        _ = try await client.list(.deals, properties: [])
        #expect(clock.pauses == [250, 500, 1_000, 10_000, 4_000])
        #expect(
            client.counts.retries == [.network: 1, .server: 2, .rateLimited: 1, .locked: 1])
        #expect(client.counts.throttledMilliseconds == 10_000)
    }

    @Test func aRotatedTokenIsUsedAtOnce() async throws {
        let tokens = Recorder<Int>()
        let transport = ScriptedTransport([
            .json(#"{"category":"EXPIRED_AUTHENTICATION"}"#, status: 401), .json(Self.emptyPage),
        ])
        let client = client(transport) {
            tokens.record(0)
            return Secret(tokens.count < 2 ? "old" : "new")
        }
        _ = try await client.list(.deals, properties: [])
        let old = try RequestHeader.bearer(Secret("old"))
        let new = try RequestHeader.bearer(Secret("new"))
        #expect(transport.requests.map { $0.headers.contains(old) } == [true, false])
        #expect(transport.requests.map { $0.headers.contains(new) } == [false, true])
        #expect(client.counts.retries == [.newToken: 1])
    }

    @Test func theSameTokenIsNotTriedTwice() async throws {
        let transport = ScriptedTransport { _, _ in
            .json(#"{"category":"INVALID_AUTHENTICATION"}"#, status: 401)
        }
        let error = await #expect(throws: HubSpotError.self) {
            try await client(transport).list(.deals, properties: [])
        }
        #expect(error?.code == .invalidToken)
        #expect(transport.requests.count == 1)
        #expect(error.map { "\($0)".contains("pat-na1") } == false)
    }

    @Test func aTokenWithALineEndIsRefusedBeforeItIsSent() async throws {
        let transport = ScriptedTransport([])
        let error = await #expect(throws: HubSpotError.self) {
            try await client(transport) { Secret("pat-na1-0000\n") }.list(.deals, properties: [])
        }
        guard case .network(let cause) = error?.code else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(cause.code == .invalidHeader)
        #expect(transport.requests.isEmpty)
    }

    @Test func cancellingWhileWaitingForALimitEndsTheRequest() async throws {
        let transport = ScriptedTransport { _, _ in
            try await Task.sleep(for: .seconds(60))
            return .json(Self.emptyPage)
        }
        var configuration = HubSpotClient.Configuration()
        configuration.inFlightMax = 1
        let client = client(transport, configuration)
        let first = Task { try await client.list(.deals, properties: []) }
        while transport.requests.isEmpty { await Task.yield() }
        let second = Task { try await client.list(.deals, properties: []) }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(transport.requests.count == 1)
    }

    // MARK: Pace

    @Test func moreRequestsThanTheLimitTakeMoreWindows() async throws {
        let transport = ScriptedTransport { _, _ in .json(Self.emptyPage) }
        var configuration = HubSpotClient.Configuration()
        configuration.requestsPerTenSeconds = 10
        let client = client(transport, configuration)
        for _ in 0..<35 { _ = try await client.list(.deals, properties: []) }
        #expect(clock.now == 30_000)
        #expect(client.counts.sent == [.list: 35])
        #expect(client.counts.throttledMilliseconds == 30_000)
    }

    @Test func theHeadersOfOneAnswerSlowDownTheNext() async throws {
        let transport = ScriptedTransport { _, number in
            .json(
                Self.emptyPage,
                headers: number == 0
                    ? [
                        "X-HubSpot-RateLimit-Max": "100", "X-HubSpot-RateLimit-Remaining": "0",
                        "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
                    ] : .init())
        }
        let client = client(transport)
        _ = try await client.list(.deals, properties: [])
        _ = try await client.list(.deals, properties: [])
        #expect(clock.now == 10_000)
    }

    @Test func countsOfARunAreADifference() async throws {
        let transport = ScriptedTransport { _, _ in .json(#"{"results":[],"total":0}"#) }
        let client = client(transport)
        _ = try await client.list(.deals, properties: [])
        let before = client.counts
        _ = try await client.search(SearchQuery(.deals))
        _ = try await client.list(.deals, properties: [])
        let run = client.counts - before
        #expect(run.sent == [.list: 1, .search: 1])
        #expect(run.total == 2)
        #expect(run.bodyBytes == 48)
    }
}
