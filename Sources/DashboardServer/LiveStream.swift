import Hummingbird
import NIOCore

/// Server-sent events: one message for each new dashboard, a comment now and then to keep the
/// connection.
///
/// Source: WHATWG HTML, "Server-sent events".
struct LiveStream: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let publications: AsyncStream<DashboardPublication>

    struct Iterator: AsyncIteratorProtocol {
        var publications: AsyncStream<DashboardPublication>.Iterator
        var greeted = false

        mutating func next(isolation actor: isolated (any Actor)?) async -> ByteBuffer? {
            guard greeted else {
                greeted = true
                return ByteBuffer(string: "retry: 10000\n\n")
            }
            guard let publication = await publications.next(isolation: actor) else { return nil }
            return ByteBuffer(
                string: "event: published\nid: \(publication.sequence)\n"
                    + "data: {\"sequence\":\(publication.sequence),"
                    + "\"asOf\":\"\(publication.asOf)\"}\n\n")
        }

        mutating func next() async -> ByteBuffer? { await next(isolation: nil) }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(publications: publications.makeAsyncIterator())
    }
}
