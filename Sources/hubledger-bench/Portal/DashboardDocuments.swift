import Dashboard
import EventStore
import HubSpotModel
import ProjectionEngine
import Projections
import SyncEngine

/// Makes the metrics document and the page of a ledger, as the service does.
struct DashboardDocuments {
    private let reader: LedgerReader

    init(_ reader: LedgerReader) { self.reader = reader }

    func document(_ state: FoldedState, asOf: Instant) throws -> MetricsDocument {
        var failure: (any Error)?
        let document = try MetricsBuilder(
            state.models, asOf: asOf, sequence: state.sequence, logHash: state.hash,
            personalText: { [reader] reference in
                do {
                    return try reader.personalText(reference)
                } catch {
                    failure = error
                    return nil
                }
            }
        ).document()
        if let failure { throw failure }
        return document
    }

    /// The page in UTF-8.
    func page(_ document: MetricsDocument, _ state: FoldedState) throws -> [UInt8] {
        let completeness = try Completeness(reader)
        let manifest = SnapshotManifest(
            program: "hubledger-bench", ledgerId: reader.identity.ledgerIDText,
            sequence: document.sequence, logHash: document.logHash, asOf: document.asOf,
            reading: .head, depth: .init(exactSince: nil, reconstructedSince: nil),
            verdict: completeness.verdict,
            types: ByName(
                completeness.types.map { type in
                    (
                        type.object.name,
                        .init(
                            records: Int(type.counts.live), verdict: type.verdict,
                            indexLagSeconds: nil)
                    )
                }),
            options: .init(redacted: false), zone: state.models.context.account.zone)
        let page = try DashboardPage(document: document, manifest: manifest)
            .render { unsafe ChainHash.sha256($0.span.bytes, [UInt8]().span.bytes) }
        return Array(page.utf8)
    }
}
