package import HubSpotModel

/// A contact with what a score at any instant needs.
package struct EngagedContact: Sendable, Equatable {
    /// What no score exceeds: both scores, a reply and the recency at most.
    static let scoreMax = 190 + 40 + 10 + 30

    package let owner: TextCode
    package let lifecycle: TextCode
    package let isCustomer: Bool
    package let firstName: PersonalText
    package let lastName: PersonalText
    /// What counters of visits, conversions and e-mails give, at most 190.
    package let webScore: Int
    /// What notes of contacts add, at most 40.
    package let notesScore: Int
    package let lastVisit: Instant?
    package let lastConversion: Instant?
    package let lastOpen: Instant?
    package let lastClick: Instant?
    package let lastReply: Instant?

    /// `nil` for a contact that is not live, or that no instant gives a score.
    init?(_ contact: ContactImage) {
        guard contact.isLive else { return nil }
        func points(_ factor: Int, _ count: Int64, upTo most: Int64) -> Int {
            factor * Int(min(count, most))
        }
        let counters = contact.counters
        webScore =
            points(5, counters.conversions, upTo: 10) + points(2, counters.visits, upTo: 20)
            + points(1, counters.pageViews, upTo: 50) + points(3, counters.clicked, upTo: 10)
            + points(1, counters.opened, upTo: 20)
        notesScore = points(2, counters.contactedNotes, upTo: 20)
        lastVisit = contact.signals.lastVisit
        lastConversion = contact.signals.lastConversion
        lastOpen = contact.signals.lastOpen
        lastClick = contact.signals.lastClick
        lastReply = contact.signals.lastReply
        owner = contact.owner
        lifecycle = contact.lifecycle
        isCustomer = contact.hasReached(.customer)
        firstName = contact.firstName
        lastName = contact.lastName
        let hasSignal =
            lastVisit != nil || lastConversion != nil || lastOpen != nil || lastClick != nil
            || lastReply != nil
        guard webScore > 0 || notesScore > 0 || hasSignal else { return nil }
    }

    /// The last visit, conversion, open or click before an instant, in epoch milliseconds.
    func lastSignal(before asOf: Int64) -> Int64? {
        var last: Int64?
        for signal in [lastVisit, lastConversion, lastOpen, lastClick] {
            guard let time = signal?.milliseconds, time < asOf else { continue }
            last = max(last ?? time, time)
        }
        return last
    }

    /// The last reply before an instant, in epoch milliseconds.
    func reply(before asOf: Int64) -> Int64? {
        guard let reply = lastReply?.milliseconds, reply < asOf else { return nil }
        return reply
    }

    /// The engagement score at an instant, and the last engagement before it.
    ///
    /// Source: metric dictionary, section 8.3.
    func score(at asOf: Int64) -> (score: Int, lastEngaged: Int64?) {
        let reply = reply(before: asOf)
        let last = [lastSignal(before: asOf), reply].compactMap(\.self).max()
        var score = webScore + notesScore + (reply == nil ? 0 : 10)
        if let last {
            let day = Instant.millisecondsPerDay
            switch asOf - last {
            case ...(7 * day): score += 30
            case ...(30 * day): score += 20
            case ...(90 * day): score += 10
            default: break
            }
        }
        return (score, last)
    }
}

extension EngagedContact: RowCodable {
    package func write(to writer: inout ByteWriter) {
        writer.write(owner)
        writer.write(lifecycle)
        writer.write(byte: isCustomer ? 1 : 0)
        writer.write(firstName.packed)
        writer.write(lastName.packed)
        writer.write(count: webScore)
        writer.write(count: notesScore)
        for signal in [lastVisit, lastConversion, lastOpen, lastClick, lastReply] {
            // Instants that count are not before 1970; 0 stands for none.
            writer.write(signal.map { UInt64(clamping: $0.milliseconds) + 1 } ?? 0)
        }
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        owner = try reader.code()
        lifecycle = try reader.code()
        isCustomer = try reader.byte() == 1
        firstName = PersonalText(packed: try reader.signed())
        lastName = PersonalText(packed: try reader.signed())
        webScore = Int(try reader.code())
        notesScore = Int(try reader.code())
        lastVisit = try Self.signal(&reader)
        lastConversion = try Self.signal(&reader)
        lastOpen = try Self.signal(&reader)
        lastClick = try Self.signal(&reader)
        lastReply = try Self.signal(&reader)
    }

    private static func signal(_ reader: inout ByteReader) throws(ProjectionError) -> Instant? {
        let value = try reader.unsigned()
        return value == 0 ? nil : Instant(milliseconds: Int64(clamping: value - 1))
    }
}
