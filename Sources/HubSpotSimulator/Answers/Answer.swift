/// An answer before it goes over the wire.
struct Answer: Sendable {
    /// How the bytes leave.
    enum Delivery: Sendable, Equatable {
        case whole
        /// Promises the whole body, sends so many bytes of it, then closes the connection.
        case truncated(Int)
        /// Sends so many bytes of the body (nil: not even a status line), then resets (RST).
        case reset(afterBytes: Int?)
        /// Sends nothing for so many milliseconds, then closes the connection.
        case stall(Int)
        /// Sends the body at so many bytes a second.
        case slow(Int)
    }

    var status: Int
    var contentType = "application/json;charset=utf-8"
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]
    var delivery = Delivery.whole
    /// The `Date` header: the portal's clock, or what a fault makes of it.
    var date = ""
    var extraLatencyMilliseconds = 0

    static func json(_ body: [UInt8], status: Int = 200) -> Answer {
        Answer(status: status, body: body)
    }

    static func json(_ value: JSONValue, status: Int = 200) -> Answer {
        Answer(status: status, body: value.bytes)
    }

    /// What the edge in front of HubSpot answers: a page, not JSON.
    static func edge(_ status: Int, _ title: String) -> Answer {
        Answer(
            status: status, contentType: "text/html; charset=UTF-8",
            body: Array(
                """
                <!DOCTYPE html>
                <html><head><title>\(status) \(title)</title></head>
                <body><center><h1>\(status) \(title)</h1></center><hr>\
                <center>cloudflare</center></body></html>

                """.utf8))
    }
}
