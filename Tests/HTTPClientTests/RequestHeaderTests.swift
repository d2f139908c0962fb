import HTTPClient
import Testing

@Suite("Request headers")
struct RequestHeaderTests {
    @Test(arguments: [
        "a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u{7F}", "ä", "", "\t",
    ])
    func aValueThatWouldStartAnotherHeaderIsRefused(value: String) {
        let error = #expect(throws: TransportError.self) { try RequestHeader("X-Test", value) }
        #expect(error?.code == .invalidHeader)
    }

    @Test(arguments: ["", "X Test", "X:Test", "X\r\n", "X\u{E9}"])
    func aNameThatIsNoTokenIsRefused(name: String) {
        let error = #expect(throws: TransportError.self) { try RequestHeader(name, "1") }
        #expect(error?.code == .invalidHeader)
    }

    @Test func aRefusedTokenIsNotInTheMessage() {
        let error = #expect(throws: TransportError.self) {
            try RequestHeader.bearer(Secret("pat-na1-secret\n"))
        }
        #expect(error.map { "\($0) \(String(reflecting: $0))".contains("secret") } == false)
    }

    @Test func aSecretIsNeverPrinted() throws {
        let secret = Secret("pat-na1-0123")
        let header = try RequestHeader.bearer(secret)
        let request = HTTPRequest(
            .get, try BaseURL("https://api.hubapi.com"), path: "/x",
            query: [("email", "ana@example.com")], headers: [header])
        var dumped = ""
        dump(secret, to: &dumped)
        dump(header, to: &dumped)
        dump(request, to: &dumped)
        let printed = [
            "\(secret)", String(reflecting: secret), "\(header)", String(reflecting: header),
            "\(request)", String(describing: [header]), "\([secret])", dumped,
        ]
        for text in printed { #expect(!text.contains("0123"), "\(text)") }
        #expect("\(header)" == "Authorization: <redacted>")
        #expect("\(request)" == "GET api.hubapi.com/x")
        #expect(secret.reveal() == "pat-na1-0123")
    }
}
