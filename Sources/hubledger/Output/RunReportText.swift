import Foundation
import ProjectionEngine
import HubSpotModel
import SyncEngine

/// A run report as JSON, and as a sentence for people.
enum RunReportText {
    /// - Parameter projections: what folding the new events took; `nil` where nothing was folded.
    static func json(_ report: RunReport, projections: FoldReport?) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let printed = Printed(report: report, projections: projections.map(Printed.Folded.init))
        return String(decoding: try encoder.encode(printed), as: UTF8.self) + "\n"
    }

    /// The report with one more key.
    private struct Printed: Encodable {
        struct Folded: Encodable {
            let events: Int
            let recordRowsRead: Int
            let rebuilt: Bool
            let rebuildReason: String?

            init(_ report: FoldReport) {
                events = report.events
                recordRowsRead = report.recordRowsRead
                rebuilt = report.rebuildReason != nil
                rebuildReason = report.rebuildReason
            }
        }

        enum CodingKeys: CodingKey { case projections }

        let report: RunReport
        let projections: Folded?

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(projections, forKey: .projections)
        }
    }

    static func sentence(_ report: RunReport) -> String {
        let read = report.records.values.reduce(0, +)
        var text =
            "Run \(report.run): \(Counted.text(report.events, "event")) from "
            + "\(Counted.text(read, "record")) read in \(seconds(report.seconds)), "
            + "\(Counted.text(report.requests.total, "request"))"
        if report.requests.retries > 0 {
            text += " (\(Counted.text(report.requests.retries, "retry", "retries")))"
        }
        text += ". The log ends at \(Counted.grouped(Int(report.head))).\n"
        for (type, reason) in report.unreadable.sorted(by: { $0.key < $1.key }) {
            text += "Not synced: \(type). \(reason)\n"
        }
        text += "Completeness \(report.verdict.state.rawValue)"
        if let reason = report.verdict.reasons.first { text += ": \(reason)" }
        return text + ".\n"
    }

    private static func seconds(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return tenths < 1200
            ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 600) min \(tenths / 10 % 60) s"
    }
}

/// Counts in words: "1 event", "44,602 events".
enum Counted {
    static func text(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
    }

    /// Thousands are set off by commas.
    static func grouped(_ count: Int) -> String {
        let digits = String(count.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return (count < 0 ? "-" : "") + text
    }
}
