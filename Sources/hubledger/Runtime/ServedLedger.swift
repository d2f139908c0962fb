import Crypto
import Dashboard
import DashboardServer
import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections
import SyncEngine
import Synchronization

/// Answers the questions of the service with what the commands of the same name print.
///
/// One at a time, so that readers cannot take the machine from the refresh; a few may wait.
actor ServedLedger: DashboardBackend {
    /// Requests in hand and waiting; a further one is told to come back.
    static let requestsMax = 16

    /// What a key of the log holds.
    private static let idBytesMax = 400

    private let launch: Launch
    private let board: PublicationBoard
    private let refresh: RefreshLoop
    private let requests = Mutex(0)

    init(_ launch: Launch, board: PublicationBoard, refresh: RefreshLoop) {
        self.launch = launch
        self.board = board
        self.refresh = refresh
    }

    // MARK: - Questions

    nonisolated func status() async throws -> [UInt8] {
        try await inTurn { ledger, _ in
            try LedgerStatus(
                ledger.reader, in: ledger.launch.directory, now: ledger.launch.clock.now(),
                reconcile: ledger.launch.settings.sync.reconcile
            ).json()
        }
    }

    nonisolated func metrics(_ query: ReadingQuery) async throws -> ServedDocument {
        try await inTurn { ledger, _ in
            let maker = try ledger.maker()
            let place = try maker.place(of: ledger.asked(query))
            let state = try maker.state(
                place.reading, asOf: place.asOf, through: place.sequence)
            return try Self.served(maker.document(state, asOf: place.asOf) { _, text in text })
        }
    }

    nonisolated func explanation(
        of metric: String, period: String?, _ query: ReadingQuery
    ) async throws -> ServedDocument {
        try await inTurn { ledger, shown in
            let key = try period.map(Self.period)
            let maker = try ledger.maker()
            let place =
                try query.isHead ? Self.place(of: shown) : maker.place(of: ledger.asked(query))
            return try Self.served(
                maker.explanation(of: metric, period: key, at: place, isTraced: true))
        }
    }

    nonisolated func bridge(from: String, to: String) async throws -> ServedDocument {
        try await inTurn { ledger, _ in
            try Self.served(
                ledger.maker().bridge(
                    from: from, to: to, names: ("from=", "to="), isTraced: true))
        }
    }

    nonisolated func events(from sequence: UInt64, limit: Int) async throws -> ServedLines {
        try await inTurn { ledger, _ in
            let head = try ledger.reader.head().sequence.rawValue
            guard sequence <= head else {
                // One behind the head is where a follower stands who has read everything.
                guard sequence == head + 1 else {
                    throw RequestRefusal(
                        .unknown, "from=\(sequence) is beyond the head of this log, \(head)")
                }
                return ServedLines(bytes: [], next: nil)
            }
            let end = min(head, sequence + UInt64(limit) - 1)
            var output: [UInt8] = []
            var next = sequence
            let printer = EventPrinter(json: true, object: nil, id: nil)
            while next <= end, output.count < ServedLines.bytesMax {
                let last = min(end, next + 499)
                try printer.print(
                    ledger.reader, from: SequenceNumber(next), through: SequenceNumber(last)
                ) { output += $0 }
                next = last + 1
            }
            return ServedLines(bytes: output, next: next <= head ? String(next) : nil)
        }
    }

    nonisolated func records(
        of object: String, from id: String?, limit: Int
    ) async throws -> ServedLines {
        guard let type = ObjectType(name: object) else {
            throw RequestRefusal(.malformed, "object= is one of \(ObjectName.all)")
        }
        guard (id?.utf8.count ?? 0) <= Self.idBytesMax else {
            throw RequestRefusal(.malformed, "from= is an id of \(Self.idBytesMax) bytes at most")
        }
        return try await inTurn { ledger, _ in
            var output = JSONText()
            var count = 0
            var next: RecordID?
            try ledger.reader.forEachRecord(of: type, from: id.map { RecordID($0) }) {
                row, symbols in
                guard count < limit, output.bytes.count < ServedLines.bytesMax
                else {
                    next = row.key.id
                    return false
                }
                RecordLines(symbols: symbols, showsState: false).write(row, to: &output)
                count += 1
                return true
            }
            let address = next?.text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            return ServedLines(bytes: output.bytes, next: address)
        }
    }

    // MARK: - Turns

    /// The ledger as it is open in this process.
    struct Opened {
        let launch: Launch
        let reader: LedgerReader
        let engine: ProjectionEngine?

        /// - Throws: ``RequestRefusal`` before there are figures.
        func maker() throws -> DashboardMaker {
            guard let engine, try reader.portalState().firstCompletionAt != nil else {
                throw ServedLedger.notReady
            }
            return DashboardMaker(
                reader: reader, states: .engine(engine), configuration: launch.settings.metrics,
                now: launch.clock.now(), note: { _ in })
        }

        /// - Throws: ``RequestRefusal`` 404 for a position that this log does not have.
        func asked(_ query: ReadingQuery) throws -> AskedReading {
            let head = try reader.head().sequence
            if let sequence = query.sequence, sequence > head.rawValue {
                throw RequestRefusal(
                    .unknown, "sequence=\(sequence) is beyond the head of this log, \(head)")
            }
            return AskedReading(
                asOf: query.asOf, sequence: query.sequence, hindsight: query.hindsight,
                asOfName: "asOf=")
        }
    }

    private static var notReady: RequestRefusal {
        RequestRefusal(.unavailable, "the first dashboard is not ready yet")
    }

    private nonisolated func inTurn<Answer: Sendable>(
        _ body: @Sendable (Opened, DashboardPublication?) throws -> Answer
    ) async throws -> Answer {
        let isAccepted = requests.withLock { count in
            guard count < Self.requestsMax else { return false }
            count += 1
            return true
        }
        guard isAccepted else {
            throw RequestRefusal(.unavailable, "too many questions at once; ask again later")
        }
        defer { requests.withLock { $0 -= 1 } }
        return try await answer(body)
    }

    private func answer<Answer: Sendable>(
        _ body: @Sendable (Opened, DashboardPublication?) throws -> Answer
    ) async throws -> Answer {
        let (reader, engine) = await refresh.opened
        guard let reader else { throw Self.notReady }
        let shown = await board.current
        do {
            return try body(Opened(launch: launch, reader: reader, engine: engine), shown)
        } catch {
            throw Self.refusal(of: error) ?? error
        }
    }

    /// What the one who asks can do something about.
    private static func refusal(of error: any Error) -> (any Error)? {
        switch error {
        case is UnknownMetric: RequestRefusal(.unknown, "\(error)")
        case is BeforeAllHistory: RequestRefusal(.conflict, "\(error)")
        case let error as CommandError where error.exitCode == 64:
            RequestRefusal(.malformed, error.description)
        case let error as CommandError where error.exitCode == 65:
            RequestRefusal(.conflict, error.description)
        default: nil
        }
    }

    // MARK: - Answers

    /// The figures that the page shows.
    private static func place(of shown: DashboardPublication?) throws -> DashboardMaker.Place {
        guard let shown, let asOf = Instant(parsing: shown.asOf, zone: .utc) else {
            throw notReady
        }
        return DashboardMaker.Place(
            reading: .head, asOf: asOf, sequence: SequenceNumber(shown.sequence))
    }

    private static func period(_ name: String) throws -> PeriodKey {
        guard let period = PeriodKey(rawValue: name) else {
            let allowed = PeriodKey.allCases.map(\.rawValue).joined(separator: ", ")
            throw RequestRefusal(.malformed, "period= is one of \(allowed)")
        }
        return period
    }

    private static func served(_ document: some Encodable) throws -> ServedDocument {
        let bytes = try DocumentEncoder().encode(document) + [UInt8(ascii: "\n")]
        let digest = SHA256.hash(data: bytes).prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return ServedDocument(bytes: bytes, entityTag: "\"\(digest.joined())\"")
    }
}
