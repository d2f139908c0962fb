import Crypto
import Dashboard
import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections

/// Makes a published page again from the log and compares.
struct PageVerification {
    let launch: Launch
    let path: String

    /// Stands where text was erased while documents are compared; a private-use character.
    private static let erasedMark = "\u{E000}erased\u{E000}"

    private enum Finding {
        case equal
        /// Equal but for texts that were erased since, so many of them.
        case erased(Int)
        /// Another version of the renderer made the page; the figures are equal.
        case otherRenderer
    }

    /// - Throws: ``CommandError`` 65 with the first difference, 69 where another renderer made the
    ///   page.
    func run(json: Bool) throws {
        let page = try PageDocuments(path: path)
        let reader = try LedgerReader.open(launch.directory)
        try requireSameLog(page, reader)
        let finding = try compare(page, reader)
        let sentence =
            switch finding {
            case .equal: "The page is what the log gives at event \(page.manifest.sequence)."
            case .erased(let count):
                "The page is what the log gives at event \(page.manifest.sequence), but for "
                    + "\(count) texts that were erased since."
            case .otherRenderer:
                "the page was made by version \(page.manifest.rendererVersion) of the renderer, "
                    + "and this program has version \(DashboardPage.rendererVersion); its figures "
                    + "are what the log gives at event \(page.manifest.sequence)"
            }
        if case .otherRenderer = finding { throw CommandError(69, sentence) }
        guard json else { return StandardOutput.write(sentence + "\n") }
        var text = JSONText()
        text.object { json in
            json.member("page", path)
            json.member("sequence", page.manifest.sequence)
            if case .erased(let count) = finding {
                json.member("result", "erased")
                json.member("erasedTexts", count)
            } else {
                json.member("result", "equal")
                json.member("erasedTexts", 0)
            }
        }
        text.endLine()
        StandardOutput.write(text.bytes)
    }

    private func requireSameLog(_ page: PageDocuments, _ reader: LedgerReader) throws {
        let manifest = page.manifest
        guard manifest.ledgerId == reader.identity.ledgerIDText else {
            throw CommandError(
                65,
                "the page was made from the ledger \(manifest.ledgerId), and this one is "
                    + reader.identity.ledgerIDText)
        }
        let head = try reader.head().sequence
        guard manifest.sequence >= 1, UInt64(manifest.sequence) <= head.rawValue else {
            throw CommandError(
                65, "the page stands at event \(manifest.sequence), and this log ends at \(head)")
        }
        let batch = try reader.batch(holding: SequenceNumber(UInt64(manifest.sequence)))
        guard batch.lastSequence.rawValue == UInt64(manifest.sequence),
            batch.hash.hexadecimalText == manifest.logHash
        else {
            throw CommandError(
                65,
                "the log has another past than the page: at event \(manifest.sequence) its "
                    + "hash is another")
        }
    }

    // MARK: - Comparing

    private func compare(_ page: PageDocuments, _ reader: LedgerReader) throws -> Finding {
        let maker = DashboardMaker(
            reader: reader, states: .directory(launch.directory),
            configuration: try MetricsConfiguration(echo: page.document.config),
            now: launch.clock.now())
        guard let asOf = Instant(parsing: page.manifest.asOf, zone: .utc) else {
            throw CommandError(65, "the page has no instant: asOf is \(page.manifest.asOf)")
        }
        let state = try maker.state(
            page.manifest.reading, asOf: asOf,
            through: SequenceNumber(UInt64(page.manifest.sequence)))
        var erased: Set<PersonalReference> = []
        let document = try maker.document(state, asOf: asOf) { reference, text in
            if text == nil { erased.insert(reference) }
            return text
        }
        let isSameRenderer = page.manifest.rendererVersion == DashboardPage.rendererVersion
        let rendered = try rendered(document, page.manifest)
        if isSameRenderer, rendered == page.bytes { return .equal }
        let differences = try differences(page, rendered)
        if differences.isEmpty {
            guard isSameRenderer else { return .otherRenderer }
            throw CommandError(65, Self.firstByte(page.bytes, rendered))
        }
        // Where text was erased the page must differ; everything else must not.
        let marked = try maker.document(state, asOf: asOf) { reference, text in
            erased.contains(reference) ? Self.erasedMark : text
        }
        let other = try self.differences(page, self.rendered(marked, page.manifest)).filter {
            !$0.right.contains("\u{E000}") && !(Self.isOfReasons($0.path) && !erased.isEmpty)
        }
        guard let first = other.first else {
            return isSameRenderer ? .erased(erased.count) : .otherRenderer
        }
        throw CommandError(
            65,
            "the page differs from the log in \(other.count) places; first \(first.path): "
                + "\(first.left) in the page, \(first.right) from the log")
    }

    /// Reasons are grouped by their text: an erased one moves to "Not recorded".
    private static func isOfReasons(_ path: String) -> Bool {
        path.hasPrefix("insights.") && path.contains("easons")
    }

    private func rendered(
        _ document: MetricsDocument, _ manifest: SnapshotManifest
    ) throws -> [UInt8] {
        try Array(
            DashboardPage(document: document, manifest: manifest)
                .render { Array(SHA256.hash(data: $0)) }.utf8)
    }

    /// Where the documents of two pages differ; the log's side is made like the page's.
    private func differences(
        _ page: PageDocuments, _ rendered: [UInt8]
    ) throws -> [TreeDifference] {
        TreeDifference.all(page.tree, try PageDocuments(bytes: rendered, path: path).tree)
    }

    private static func firstByte(_ page: [UInt8], _ rendered: [UInt8]) -> String {
        let shared = min(page.count, rendered.count)
        let place = (0..<shared).first { page[$0] != rendered[$0] } ?? shared
        let line = page[..<place].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        return "the figures of the page are what the log gives, but the page itself was changed: "
            + "it differs from byte \(place) on, in line \(line)"
    }
}
