/// Why a request is not answered; its message is sent, so it says what to do and holds nothing secret.
package struct RequestRefusal: Error, Equatable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// 400: the request itself is wrong.
        case malformed
        /// 404: there is nothing of that name.
        case unknown
        /// 409: it is well formed, but this ledger, as it is now, cannot answer it.
        case conflict
        /// 503: it may be answered a little later.
        case unavailable
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        description = message
    }
}
