import HTTPClient
import Testing

@Suite("Base URL")
struct BaseURLTests {
    @Test(arguments: [
        ("https://api.hubapi.com", "https://api.hubapi.com"),
        ("https://API.HubApi.com/", "https://api.hubapi.com"),
        ("HTTPS://proxy.example.com:8443/hubspot/", "https://proxy.example.com:8443/hubspot"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost", "http://localhost"),
        ("http://127.8.9.1", "http://127.8.9.1"), ("http://[::1]:9", "http://[::1]:9"),
    ])
    func takesWhatIsAllowed(text: String, expected: String) throws {
        #expect(try BaseURL(text).description == expected)
    }

    @Test(arguments: [
        ("", "must start with https://"), ("api.hubapi.com", "must start with https://"),
        ("ftp://api.hubapi.com", "must start with https://"),
        ("file:///etc/passwd", "must start with https://"),
        ("http://api.hubapi.com", "this machine only"), ("http://10.0.0.1", "this machine only"),
        ("http://127.0.0.1.example.com", "this machine only"),
        ("http://127.0.0.256", "this machine only"),
        ("http://localhost.example.com", "this machine only"),
        ("https://", "name a host"), ("https://:443", "name a host"),
        ("https://-a.example.com", "name a host"), ("https://a..b", "name a host"),
        ("https://[zz]", "name a host"), ("https://host:0", "1 to 65535"),
        ("https://host:65536", "1 to 65535"), ("https://host:+80", "1 to 65535"),
        ("https://host:", "1 to 65535"), ("https://user:pw@host", "no user name"),
        ("http://localhost@evil.example.com", "no user name"),
        ("https://host?x=1", "no query"), ("https://host#f", "no query"),
        ("https://host\\evil", "no query"), ("https://ho st", "printable ASCII"),
        ("https://host\r\nX: 1", "printable ASCII"), ("https://höst", "printable ASCII"),
        ("https://host/../x", "must not hold"),
    ])
    func saysWhyItRefuses(text: String, reason: String) {
        let refusal = #expect(throws: BaseURL.Refusal.self) { try BaseURL(text) }
        #expect(
            refusal?.description.contains(reason) == true, "\(text): \(String(describing: refusal))"
        )
    }
}
