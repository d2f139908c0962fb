import Foundation
import SyncEngine

/// Prints what a sync will take.
struct SyncPlanPrinter {
    let json: Bool
    let launch: Launch

    func print(_ plan: SyncPlan) throws {
        let hubspot = launch.settings.hubspot
        let seconds = plan.seconds(
            perTenSeconds: hubspot.requestsPerTenSeconds,
            searchesPerSecond: hubspot.searchRequestsPerSecond)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let body = String(decoding: try encoder.encode(plan), as: UTF8.self)
            StandardOutput.write(
                body.dropLast() + ",\"requestsTotal\":\(plan.requestsTotal),"
                    + "\"minutes\":\(Self.minutes(seconds))}\n")
            return
        }
        for (name, count) in plan.records.sorted(by: { $0.value > $1.value }) {
            StandardOutput.write("\(Counted.text(count, "record")) of \(name)\n")
        }
        let kinds = plan.requests.sorted { $0.value > $1.value }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        StandardOutput.write(
            "A \(plan.pass) takes \(Counted.text(plan.requestsTotal, "request")) (\(kinds)): at "
                + "least \(Self.minutes(seconds)) minutes under the rate limits.\n")
    }

    private static func minutes(_ seconds: Double) -> String {
        let tenths = Int((seconds / 6).rounded(.up))
        return "\(tenths / 10).\(tenths % 10)"
    }
}
