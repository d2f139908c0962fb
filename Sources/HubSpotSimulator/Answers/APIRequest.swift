/// A request to the API, read whole.
struct APIRequest: Sendable {
    let method: String
    let target: RequestTarget
    let route: Route
    let authorization: String?
    let body: [UInt8]
    /// The same request gets the same id: an answer is a function of the portal and the request.
    let correlationID: String

    init(method: String, path: String, authorization: String?, body: [UInt8]) {
        self.method = method
        target = RequestTarget(path)
        route = Route(method: method, parts: target.parts)
        self.authorization = authorization
        self.body = body
        let high = SplitMix64.hash(path.utf8)
        let low = SplitMix64.hash(body, seed: high)
        let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
        var text: [UInt8] = []
        for (index, digit) in digits.utf8.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append(0x2D) }
            text.append(digit)
        }
        correlationID = String(decoding: text, as: UTF8.self)
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
