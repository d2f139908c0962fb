import HTTPClient
import Testing

@Suite("HTTP messages")
struct HTTPRequestTests {
    private let base: BaseURL

    init() throws { base = try BaseURL("https://api.hubapi.com") }

    @Test func pathAndQueryAreEncodedAndCommasStay() {
        let request = HTTPRequest(
            .get, base, path: "/crm/objects/2026-09/deals",
            query: [("properties", "amount,dealname"), ("after", "MC0x%=&"), ("q", "a b\r\né")])
        #expect(
            request.url
                == "https://api.hubapi.com/crm/objects/2026-09/deals?properties=amount,dealname"
                + "&after=MC0x%25%3D%26&q=a%20b%0D%0A%C3%A9")
    }

    @Test func aPathCannotReachAnotherHostOrAddAQuery() throws {
        let request = HTTPRequest(.get, base, path: "//evil.example.com/a?b#c")
        #expect(request.url == "https://api.hubapi.com//evil.example.com/a%3Fb%23c")
    }

    @Test func theBasePathComesFirst() throws {
        let request = HTTPRequest(.get, try BaseURL("https://proxy.example.com/hub"), path: "/x")
        #expect(request.url == "https://proxy.example.com/hub/x")
    }

    @Test func responseHeadersCompareWithoutCaseAndTheFirstCounts() {
        let headers: ResponseHeaders = ["Retry-After": "5", "DATE": "now", "retry-after": "9"]
        #expect(headers["retry-AFTER"] == "5")
        #expect(headers["date"] == "now")
        #expect(headers["absent"] == nil)
        #expect(headers.count == 3)
    }
}
