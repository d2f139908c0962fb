import HTTPClient
package import HubSpotModel

/// One request in HubSpot's terms, before host, token and headers.
struct APIRequest: Sendable {
    let kind: RequestKind
    /// The type it is about, for errors.
    let object: ObjectType?
    let method: HTTPRequest.Method
    let path: String
    var query: [(name: String, value: String)] = []
    var body: [UInt8]?

    static func get(
        _ kind: RequestKind, _ object: ObjectType?, _ path: String,
        query: [(name: String, value: String)] = []
    ) -> APIRequest {
        APIRequest(kind: kind, object: object, method: .get, path: path, query: query)
    }

    static func post(
        _ kind: RequestKind, _ object: ObjectType?, _ path: String,
        query: [(name: String, value: String)] = [], body: JSONText
    ) -> APIRequest {
        APIRequest(
            kind: kind, object: object, method: .post, path: path, query: query, body: body.bytes)
    }
}

/// An answer whose body was read whole.
package struct Answered<Value: Sendable>: Sendable {
    package let value: Value
    /// HubSpot's clock when it answered, whole seconds, from the `Date` header; `nil` without one.
    package let serverTime: Instant?
}
