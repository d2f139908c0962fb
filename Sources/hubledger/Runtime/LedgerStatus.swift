import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections
import SyncEngine

/// Where a ledger stands, as JSON and as text.
struct LedgerStatus {
    private let identity: LedgerIdentity
    private let portalID: UInt64?
    private let head: LedgerHead
    private let completeness: Completeness
    private let checkpoint: SequenceNumber
    private let lastRun: RunReport?
    private let logBytes: Int
    private let viewsBytes: Int

    /// - Parameters:
    ///   - now: local time.
    ///   - reconcile: how long a deep check is good for, milliseconds.
    init(
        _ reader: LedgerReader, in directory: DataDirectory, now: Instant, reconcile: Int64
    ) throws {
        identity = reader.identity
        portalID = try reader.portalID()
        head = try reader.head()
        completeness = try Completeness(reader, at: now.milliseconds, reconcile)
        checkpoint = try reader.projectionCheckpoint(in: directory)
        lastRun = try SyncState.decode(RunReport.self, from: reader.lastRuns(1).first?.bytes)
        logBytes = reader.logSizeBytes()
        let views = directory.views + "/data.mdb"
        let attributes = try? FileManager.default.attributesOfItem(atPath: views)  // May be absent.
        viewsBytes = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    // MARK: - JSON

    func json() throws -> [UInt8] {
        var json = JSONText()
        try json.object { json in
            json.member("ledgerId", identity.ledgerIDText)
            json.member("portalId", portalID.map(String.init))
            json.member("head", head.sequence.rawValue)
            json.member("logHash", head.hash.hexadecimalText)
            json.key("types")
            json.object { json in
                for type in completeness.types {
                    json.key(type.object.name)
                    json.object { write(type, to: &$0) }
                }
            }
            json.key("unreadable")
            json.object { json in
                for (object, reason) in completeness.unreadableReferences {
                    json.member(object.name, reason)
                }
                for type in completeness.types {
                    if let reason = type.state.unreadable { json.member(type.object.name, reason) }
                }
            }
            json.key("verdict")
            Self.write(completeness.verdict, to: &json)
            json.key("projections")
            json.array { json in
                for analyzer in PortalProjection.analyzers {
                    json.object { json in
                        json.member("name", analyzer.name)
                        json.member("version", analyzer.version)
                        json.member("checkpoint", checkpoint.rawValue)
                        json.member("lag", head.sequence.rawValue - checkpoint.rawValue)
                    }
                }
            }
            json.key("lastRun")
            if let lastRun {
                json.raw(try SyncState.encode(lastRun))
            } else {
                json.null()
            }
            json.key("files")
            json.object { json in
                json.member("log", logBytes)
                json.member("views", viewsBytes)
            }
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ type: Completeness.TypeReport, to json: inout JSONText) {
        json.member("records", type.counts.live)
        json.member("archived", type.counts.archived)
        json.member("watermark", type.state.watermark.map(Self.instant))
        json.key("verdict")
        Self.write(type.verdict, to: &json)
        Self.member("hubspotTotal", type.state.portalTotal, &json)
        json.member("lastReconcile", type.state.reconciledAt.map(Self.instant))
        // Seconds; the greatest of the last seven days, 0 when nothing was late.
        Self.member("indexLag", type.indexLagSeconds, &json)
        json.member("provenUpTo", type.provenUpTo.map(Self.instant))
        json.key("difference")
        json.object { write(type.difference, type.state, to: &$0) }
        if let reason = type.state.unreadable { json.member("unreadable", reason) }
    }

    /// HubSpot's count against ours at one moment, and what explains the difference.
    private func write(
        _ difference: Completeness.Difference, _ state: TypeState, to json: inout JSONText
    ) {
        Self.member("hubspot", difference.hubspot, &json)
        Self.member("ledger", difference.ledger, &json)
        json.member("at", state.portalTotalAt.map(Self.instant))
        json.member("unexplained", difference.unexplained)
        json.key("waiting")
        json.array { json in
            for id in difference.waiting.prefix(Self.waitingShownMax) { json.value(id.text) }
        }
        json.member("waitingCount", difference.waiting.count)
        json.key("lastReconcile")
        guard let outcome = state.lastReconcile else { return json.null() }
        json.object { json in
            json.member("listed", outcome.listed)
            json.member("listedArchived", outcome.listedArchived)
            json.member("confirmedById", outcome.confirmed)
            json.member("unread", outcome.unread)
            json.key("events")
            json.object { json in
                for (kind, count) in outcome.events.sorted(by: { $0.key < $1.key }) {
                    json.member(kind, count)
                }
            }
        }
    }

    /// Ids of records that wait, in JSON; all of them are counted.
    private static let waitingShownMax = 100

    private static func member(_ name: String, _ number: Int?, _ json: inout JSONText) {
        if let number { json.member(name, number) } else { json.member(name, nil as String?) }
    }

    private static func write(_ verdict: Verdict, to json: inout JSONText) {
        json.object { json in
            json.member("state", verdict.state.rawValue)
            json.key("reasons")
            json.array { json in
                for reason in verdict.reasons { json.value(reason) }
            }
        }
    }

    private static func instant(_ milliseconds: Int64) -> String {
        Instant(milliseconds: milliseconds).description
    }

    // MARK: - Text

    func text() -> [UInt8] {
        var text = "Ledger \(identity.ledgerIDText.prefix(8))"
        if let portalID { text += " of portal \(portalID)" }
        text += ", log position \(Counted.grouped(Int(head.sequence.rawValue)))\n\n"
        text += Self.row("", "records", "in the bin", "HubSpot's own", "up to", "compared whole")
        for type in completeness.types {
            text += Self.row(
                type.object.name, Counted.grouped(Int(type.counts.live)),
                Counted.grouped(Int(type.counts.archived)),
                type.state.portalTotal.map { Counted.grouped($0) } ?? "–",
                type.state.watermark.map(Self.instant) ?? "not read whole yet",
                type.state.reconciledAt.map(Self.instant) ?? "–")
        }
        text += "\nCompleteness: \(completeness.verdict.state.rawValue)\n"
        for reason in completeness.verdict.reasons { text += "  \(reason).\n" }
        let lag = head.sequence.rawValue - checkpoint.rawValue
        text += "Projections: "
        text += lag == 0 ? "up to date\n" : "\(Counted.text(Int(lag), "event")) behind\n"
        if let lastRun {
            text += "Last run \(lastRun.run): \(lastRun.state), started \(lastRun.startedAt), "
            text += "\(Counted.text(lastRun.events, "event")), "
            text += "\(Counted.text(lastRun.requests.total, "request"))\n"
        }
        text += "Files: log \(Self.megabytes(logBytes)), views \(Self.megabytes(viewsBytes))\n"
        return Array(text.utf8)
    }

    private static func row(
        _ name: String, _ records: String, _ archived: String, _ total: String, _ time: String,
        _ reconciled: String
    ) -> String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let first = name + String(repeating: " ", count: max(0, 10 - name.count))
        let padding = String(repeating: " ", count: max(0, 26 - time.count))
        return "  \(first)\(right(records, 10))\(right(archived, 12))\(right(total, 15))  "
            + "\(time)\(padding)\(reconciled)\n"
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = bytes / 104_858
        return "\(tenths / 10).\(tenths % 10) MiB"
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal digits.
    var hexadecimalText: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
