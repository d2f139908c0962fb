package import HubSpotModel

/// Where a page comes from: the log position, how far it can be trusted, how it was read.
///
/// The page carries it beside the metrics document and is a pure function of the two.
package struct SnapshotManifest: Sendable, Equatable, Codable {
    package static let currentSchemaVersion = 1

    package var schemaVersion: Int
    /// Name and version of the program, such as `hubledger 1.0.0`.
    package var program: String
    /// `DashboardPage.rendererVersion` of the renderer.
    package var rendererVersion: Int
    package var ledgerId: String
    package var sequence: Int
    /// Hexadecimal chain hash of the log up to `sequence`; nil where there is no log.
    package var logHash: String?
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    package var asOf: String
    package var reading: Reading
    package var depth: Depth
    package var verdict: Verdict
    /// By object type.
    package var types: ByName<TypeState>
    package var options: Options
    /// Offsets of the portal's zone around the dates of the document, as `ZoneRules.text`.
    package var zone: String
    /// SHA-256 of the other files of the folder, hexadecimal; empty inside the page.
    package var files: ByName<String>

    /// Which past was asked for.
    package enum Reading: String, Sendable, Codable {
        /// Everything known.
        case head
        /// What was known at `asOf`.
        case asKnown
        /// What is known now about `asOf`.
        case hindsight
    }

    /// From when on the figures rest on observed changes, and from when on on HubSpot's history.
    package struct Depth: Sendable, Equatable, Codable {
        package var exactSince: String?
        package var reconstructedSince: String?

        package init(exactSince: String?, reconstructedSince: String?) {
            self.exactSince = exactSince
            self.reconstructedSince = reconstructedSince
        }
    }

    /// What is known of one object type.
    package struct TypeState: Sendable, Equatable, Codable {
        package var records: Int
        package var verdict: Verdict
        /// How late HubSpot's search index was seen to be; nil where it was not measured.
        package var indexLagSeconds: Int?

        package init(records: Int, verdict: Verdict, indexLagSeconds: Int?) {
            self.records = records
            self.verdict = verdict
            self.indexLagSeconds = indexLagSeconds
        }
    }

    /// How the page differs from the plain one.
    package struct Options: Sendable, Equatable, Codable {
        /// Names are replaced by ids.
        package var redacted: Bool

        package init(redacted: Bool) { self.redacted = redacted }
    }

    package init(
        schemaVersion: Int = Self.currentSchemaVersion, program: String,
        rendererVersion: Int = DashboardPage.rendererVersion, ledgerId: String, sequence: Int,
        logHash: String?, asOf: String, reading: Reading, depth: Depth, verdict: Verdict,
        types: ByName<TypeState>, options: Options, zone: ZoneRules,
        files: ByName<String> = ByName([])
    ) {
        self.schemaVersion = schemaVersion
        self.program = program
        self.rendererVersion = rendererVersion
        self.ledgerId = ledgerId
        self.sequence = sequence
        self.logHash = logHash
        self.asOf = asOf
        self.reading = reading
        self.depth = depth
        self.verdict = verdict
        self.types = types
        self.options = options
        self.zone = Self.trimmed(zone, around: asOf)
        self.files = files
    }

    /// The rules for the years around `asOf`: enough for a CRM, and short.
    private static func trimmed(_ rules: ZoneRules, around asOf: String) -> String {
        let year: Int64 = 31_556_952
        guard let now = Instant(parsing: asOf, zone: .utc) else { return rules.text }
        let second = now.milliseconds / 1000
        let earliest = second - 25 * year
        let latest = second + 10 * year
        let before = rules.transitions.last { $0.second < earliest }
        return ZoneRules(
            initialOffset: before?.offset ?? rules.initialOffset,
            transitions: rules.transitions.filter { earliest <= $0.second && $0.second < latest }
        ).text
    }
}
