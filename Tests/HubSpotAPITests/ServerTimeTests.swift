import HubSpotModel
import Testing

@testable import HubSpotAPI

@Suite("Server time")
struct ServerTimeTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", Int64?.some(784_111_777_000)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sat, 29 Feb 2028 23:59:60 GMT", 1_835_481_599_000),
        ("Sun, 06 Nov 1994 08:49:37 UTC", nil), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
        ("Sun, 31 Feb 2026 08:49:37 GMT", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
        ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil), ("", nil),
    ])
    func theDateHeaderIsRead(text: String, expected: Int64?) {
        #expect(ServerTime.instant(text)?.milliseconds == expected)
    }
}
