import Hummingbird

/// The parameters of a request, each known and given once.
///
/// A misspelt `asof` must not pass for no `asOf`, and its figures for those of another day.
struct QueryParameters {
    /// Longer values are refused before anything reads them.
    static let valueBytesMax = 512

    private var values: [String: String] = [:]

    /// - Throws: ``RequestRefusal`` that names what is allowed.
    init(_ request: Request, allowed: [String]) throws(RequestRefusal) {
        for (key, value) in request.uri.queryParameters {
            let name = String(key)
            guard allowed.contains(name) else {
                let list = allowed.isEmpty ? "none" : allowed.joined(separator: ", ")
                throw RequestRefusal(
                    .malformed, "unknown parameter \"\(name.prefix(40))\"; allowed: \(list)")
            }
            guard values[name] == nil else {
                throw RequestRefusal(.malformed, "\(name)= is given twice; give it once")
            }
            guard !value.isEmpty, value.utf8.count <= Self.valueBytesMax else {
                throw RequestRefusal(
                    .malformed, "\(name)= has 1 to \(Self.valueBytesMax) bytes")
            }
            values[name] = String(value)
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// - Throws: ``RequestRefusal`` that says what belongs there.
    func required(_ name: String, _ meaning: String) throws(RequestRefusal) -> String {
        guard let value = values[name] else {
            throw RequestRefusal(.malformed, "\(name)= is missing: \(meaning)")
        }
        return value
    }

    /// A log position, from 1.
    func position(_ name: String) throws(RequestRefusal) -> UInt64? {
        guard let text = values[name] else { return nil }
        guard let position = UInt64(text), position >= 1 else {
            throw RequestRefusal(.malformed, "\(name)= is a log position, from 1")
        }
        return position
    }

    /// The most lines of an answer.
    func limit() throws(RequestRefusal) -> Int {
        guard let text = values["limit"] else { return ServedLines.linesMax }
        guard let limit = Int(text), (1...ServedLines.linesMax).contains(limit) else {
            throw RequestRefusal(.malformed, "limit= is 1 to \(ServedLines.linesMax) lines")
        }
        return limit
    }

    static let ofReading = ["asOf", "sequence", "hindsight"]

    func reading() throws(RequestRefusal) -> ReadingQuery {
        var reading = ReadingQuery()
        reading.asOf = values["asOf"]
        reading.sequence = try position("sequence")
        switch values["hindsight"] {
        case nil, "false": break
        case "true": reading.hindsight = true
        default: throw RequestRefusal(.malformed, "hindsight= is true or false")
        }
        guard reading.hindsight else { return reading }
        guard reading.asOf != nil else {
            throw RequestRefusal(
                .malformed, "hindsight=true needs asOf=, the instant to look back at")
        }
        guard reading.sequence == nil else {
            throw RequestRefusal(
                .malformed, "hindsight=true reads everything known; leave sequence= out")
        }
        return reading
    }
}
