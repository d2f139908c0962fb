import HubSpotModel
import Testing

@testable import Projections

@Suite("Projection context")
struct ProjectionContextTests {
    private static let account = ReferenceImage(
        key: RecordKey(.account, "7"),
        properties: [
            "portalId": "7", "timeZone": "UTC", "zoneRules": "1;0", "companyCurrency": "gbp",
        ])

    private static func pipeline(_ id: String, _ values: [String: String]) -> ReferenceImage {
        ReferenceImage(key: RecordKey(.pipelines, RecordID(id)), properties: values)
    }

    @Test func stagesTakeTheirStatusFromTheFlagThenTheProbability() throws {
        var configuration = MetricsConfiguration()
        let values = [
            "displayOrder": "1",
            "stage/a/label": "Alpha", "stage/a/probability": "0.5", "stage/a/displayOrder": "3",
            "stage/b/isClosed": "TRUE", "stage/b/probability": "1.0", "stage/b/displayOrder": "1",
            "stage/c/probability": "0", "stage/c/label": " DISQUALIFIED ",
            "stage/c/displayOrder": "2",
            "stage/x/y/isClosed": "false", "stage/x/y/probability": "0.0",
            "stage/x/y/displayOrder": "2",
            "stage/gone/label": "Gone", "stage/gone/archived": "true",
        ]
        let references = [Self.account, Self.pipeline("p", values)]
        var context = try ProjectionContext.build(from: references, configuration: configuration)
        #expect(context.pipelines[0].stages.map(\.id) == ["b", "c", "x/y", "a"])
        #expect(context.pipelines[0].stages.map(\.status) == [.won, .disqualified, .open, .open])
        #expect(context.pipelines[0].stages[3].label == "Alpha")
        #expect(context.account.companyCurrency == "GBP")
        configuration.disqualifiedStageIds = []
        context = try ProjectionContext.build(from: references, configuration: configuration)
        #expect(context.pipelines[0].stages[1].status == .lost)
    }

    @Test func pipelinesStandInDisplayOrderThenIdOrderAndOnlyThoseThatCount() throws {
        let references =
            [Self.account]
            + [("10", "1"), ("9", "1"), ("x", "0"), ("11", "5")].map {
                Self.pipeline($0.0, ["displayOrder": $0.1])
            }
        var configuration = MetricsConfiguration()
        configuration.pipelineIds = ["x", "10", "9"]
        let context = try ProjectionContext.build(
            from: references, configuration: configuration)
        #expect(context.pipelines.map(\.id) == ["x", "9", "10"])
    }

    @Test func anAccountWithoutItsZoneOrCurrencyIsAnError() {
        for name in ["zoneRules", "companyCurrency"] {
            var account = Self.account
            account.properties[name] = nil
            #expect(throws: ProjectionError.self) {
                try ProjectionContext.build(
                    from: [account], configuration: MetricsConfiguration())
            }
        }
        #expect(throws: ProjectionError.account(missing: "details")) {
            try ProjectionContext.build(from: [], configuration: MetricsConfiguration())
        }
    }

    @Test func onlyWhatRowsDependOnChangesTheFingerprint() throws {
        let values = ["stage/a/label": "A", "stage/a/probability": "0.5"]
        func fingerprint(
            _ values: [String: String], _ change: (inout MetricsConfiguration) -> Void = { _ in }
        ) throws -> [UInt8] {
            var configuration = MetricsConfiguration()
            change(&configuration)
            return try ProjectionContext.build(
                from: [Self.account, Self.pipeline("p", values)], configuration: configuration
            ).fingerprint
        }
        let plain = try fingerprint(values)
        #expect(try fingerprint(values) { $0.topN = 3 } == plain)
        #expect(try fingerprint(values.merging(["stage/a/label": "B"]) { $1 }) == plain)
        #expect(try fingerprint(values.merging(["stage/a/probability": "1"]) { $1 }) != plain)
        #expect(try fingerprint(values) { $0.pipelineIds = ["p"] } != plain)
        #expect(try fingerprint(values) { $0.pipelineIds = [] } != plain)
        #expect(try fingerprint(values) { $0.probabilitySource = .deal } != plain)
        #expect(
            try fingerprint(values) { $0.exchangeRates = NamedNumbers([("EUR", 1)]) } != plain)
    }

    @Test func theReferencesFollowTheLog() throws {
        var log = PortalLog()
        let key = RecordKey(.pipelines, "p")
        log.record(.created, key, [("label", "Old"), ("displayOrder", "1")])
        log.record(.created, RecordKey(.pipelines, "q"), [("label", "Q")])
        log.record(.created, RecordKey(.deals, "1"), [("pipeline", "p")])
        log.commit()
        log.record(.propertiesChanged, key, [("label", "New"), ("displayOrder", nil)])
        log.record(.archived, RecordKey(.pipelines, "q"))
        log.commit()
        var fold = ReferenceFold()
        for batch in log.batches { try fold.fold(batch) }
        #expect(fold.references.map(\.key.id) == ["p", "q"])
        #expect(fold.references[0].properties == ["label": "New"])
        #expect(fold.references.map(\.isArchived) == [false, true])
    }

    @Test(
        arguments: [
            ("app.hubspot.com", "app.hubspot.com"), ("app-eu1.hubspot.com", "app-eu1.hubspot.com"),
            ("app-EU1.hubspot.com", "app.hubspot.com"), ("app-.hubspot.com", "app.hubspot.com"),
            ("evil.example.com", "app.hubspot.com"),
            ("app-eu1.hubspot.com.example.com", "app.hubspot.com"),
            ("app-eu/1.hubspot.com", "app.hubspot.com"), (nil, "app.hubspot.com"),
        ] as [(String?, String)])
    func linksLeadToHubSpotOnly(stated: String?, used: String) {
        #expect(MetricsBuilder.uiDomain(stated) == used)
    }
}
