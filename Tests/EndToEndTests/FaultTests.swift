import Foundation
import LedgerTestSupport
import Testing

/// HubSpot and the way to it fail in every manner; the ledger stays whole and takes up where it was.
extension EndToEnd {
    @Suite("Faults")
    struct FaultTests {
        /// A way to fail, and what hubledger owes to whoever runs it.
        struct Fault: Sendable {
            let name: String
            /// Members of the simulator's rule.
            let rule: String
            /// Tries of one request while the fault lasts.
            let tries: Int
            /// How a run ends that it lasts through.
            let code: Int32
            /// In the sentence that says so.
            let word: String
            /// The kind of request of a refresh that it strikes.
            var route = "batch"

            var isSurvivedWithinARun: Bool { tries > 1 }

            /// libcurl repeats by itself what died unanswered on a connection used before.
            ///
            /// Up to five times: CONN_MAX_RETRIES in its urldata.h.
            var triesMax: Int { rule.contains("reset") ? tries * 6 : tries }
        }

        static func status(
            _ status: Int, _ tries: Int, _ code: Int32, _ word: String, _ more: String = ""
        ) -> Fault {
            Fault(
                name: "status \(status) \(more)",
                rule: "\"fault\":\"status\",\"status\":\(status)\(more)", tries: tries, code: code,
                word: word)
        }

        static func body(_ fault: String, _ word: String, _ more: String = "") -> Fault {
            Fault(
                name: "\(fault) \(more)", rule: "\"fault\":\"\(fault)\"\(more)", tries: 3, code: 69,
                word: word)
        }

        static func line(_ fault: String, _ more: String = "") -> Fault {
            Fault(
                name: "\(fault) \(more)", rule: "\"fault\":\"\(fault)\"\(more)", tries: 6, code: 69,
                word: "Check the network")
        }

        static let faults: [Fault] = [
            status(500, 4, 69, "status 500"),
            status(502, 6, 69, "status 502", ",\"body\":\"html\""),
            status(503, 6, 69, "status 503", ",\"retryAfter\":\"0\""),
            status(504, 6, 69, "status 504", ",\"body\":\"empty\""),
            status(520, 6, 69, "status 520", ",\"body\":\"html\""),
            status(524, 6, 69, "status 524", ",\"body\":\"text\""),
            status(423, 6, 75, "status 423"),
            status(477, 6, 75, "status 477", ",\"retryAfter\":\"0\""),
            // An account that moves for a day is not waited for.
            status(477, 1, 75, "again in 86400 s", ",\"retryAfter\":\"86400\""),
            status(429, 8, 75, "too many requests"),
            status(429, 8, 75, "too many requests", ",\"retryAfter\":\"0\""),
            // Milliseconds, where seconds are said to be.
            status(429, 8, 75, "too many requests", ",\"retryAfter\":\"10000\""),
            status(429, 8, 75, "too many requests", ",\"retryAfter\":\"in a while\""),
            status(429, 8, 75, "too many requests", ",\"body\":\"text\",\"policy\":\"SECONDLY\""),
            status(429, 1, 75, "requests of the day", ",\"policy\":\"DAILY\""),
            status(400, 1, 70, "bad request", ",\"body\":\"text\""),
            status(414, 1, 70, "too long", ",\"body\":\"html\""),
            body("htmlBody", "cannot be read"), body("truncatedJSON", "ends inside"),
            body("missingFields", "no \"results\""),
            body("missingFields", "no \"id\"", ",\"fields\":[\"id\"]"),
            body("missingFields", "no \"properties\"", ",\"fields\":[\"properties\"]"),
            body("missingFields", "no \"updatedAt\"", ",\"fields\":[\"updatedAt\"]"),
            body("invalidUTF8", "not UTF-8"), line("truncatedBody"), line("resetBefore"),
            line("resetDuring"), line("resetAfterComputing"),
        ]

        private static let changed = 20

        // MARK: - Faults that pass

        @Test func aBackfillSurvivesOneOfEachFaultOnItsWay() async throws {
            let now = Date().ISO8601Format()
            let portal = try await Portal(.init(scale: 0.04, seed: 701, now: now))
            // One type after another: no request meets two faults by chance.
            let ledger = try Ledger(
                portal,
                environment: ["HUBLEDGER_TEST_SEED": "1", "HUBLEDGER_TEST_CLOCK": now],
                configuration: Ledger.impatient)
            let faults = Self.faults.filter(\.isSurvivedWithinARun)
            for (index, fault) in faults.enumerated() {
                try await portal.strike(
                    "\(fault.rule),\"routes\":[\"list\"],\"skip\":\(index),\"count\":1")
            }
            let report = try await ledger.sync()
            #expect(try await portal.struck().values.reduce(0, +) == faults.count)
            let repeated = faults.filter { $0.triesMax > $0.tries }.count
            #expect((faults.count - repeated...faults.count).contains(report.requests.retries))
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            ledger.expectEachOnce(try await ledger.events(), "after the backfill")
            #expect(try await ledger.sync().events == 0)
        }

        @Test func aRefreshSurvivesEachFaultInEachOfItsRequests() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 702))
            let ledger = try Ledger(portal, configuration: Ledger.impatient)
            try await ledger.sync()
            for fault in Self.faults where fault.isSurvivedWithinARun {
                try await portal.touch(
                    "contacts", Self.changed, "\"firstname\":\"Ana \(UUID())\"")
                try await portal.advance("1m")
                for route in ["search", "batch", "associations"] {
                    try await portal.strike(
                        "\(fault.rule),\"routes\":[\"\(route)\"],\"types\":[\"contacts\"],"
                            + "\"count\":1")
                }
                let report = try await ledger.sync()
                #expect(report.events == Self.changed, "\(fault.name)")
                // An answer about links has none of the fields that such a fault takes away.
                let isOfRecords = fault.rule.contains("updatedAt") || fault.rule.contains("\"prop")
                let expected = isOfRecords ? 2 : 3
                let least = fault.triesMax > fault.tries ? 0 : expected
                #expect((least...expected).contains(report.requests.retries), "\(fault.name)")
                try await portal.heal()
            }
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            ledger.expectEachOnce(try await ledger.events(), "after the refreshes")
        }

        // MARK: - Faults that last

        @Test(.timeLimit(.minutes(6)))
        func aFaultThatLastsEndsTheRunSoonAndCostsNothingOfTheLedger() async throws {
            try await Self.inGroups(Self.faults) { fault, seed in
                try await Self.lastThroughARefresh(fault, seed)
            }
        }

        @Test(.timeLimit(.minutes(6)))
        func aBackfillThatIsBrokenOffKeepsWholePagesAndGoesOnFromThere() async throws {
            let pages = [
                Fault(
                    name: "a repeated cursor", rule: "\"fault\":\"repeatedCursor\"", tries: 3,
                    code: 69, word: "a cursor other than"),
                Fault(
                    name: "a page served twice", rule: "\"fault\":\"duplicatedPage\"", tries: 3,
                    code: 69, word: "records from"),
            ]
            let some = Self.faults.enumerated().filter { $0.offset.isMultiple(of: 4) }
            try await Self.inGroups(pages + some.map(\.element)) { fault, seed in
                try await Self.lastThroughABackfill(fault, seed)
            }
        }

        /// Runs a body for each fault, three at a time: they mostly start programs.
        private static func inGroups(
            _ faults: [Fault], _ body: @escaping @Sendable (Fault, UInt64) async throws -> Void
        ) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, fault) in faults.enumerated() {
                    if index >= 3 { try await group.next() }
                    group.addTask { try await body(fault, 710 + UInt64(index)) }
                }
                try await group.waitForAll()
            }
        }

        private static func expectSentence(_ ending: Ending, _ fault: Fault) {
            #expect(ending.code == fault.code, "\(fault.name): \(ending.errorText)")
            #expect(ending.text == "", "\(fault.name)")
            let sentences = ending.errorLines.filter { $0.hasPrefix("hubledger:") }
            #expect(sentences.count == 1, "\(fault.name): \(ending.errorText)")
            #expect(
                sentences.first?.contains(fault.word) == true,
                "\(fault.name): \(ending.errorText)")
            #expect(!ending.errorText.contains(Portal.token), "\(fault.name)")
        }

        private static func lastThroughARefresh(_ fault: Fault, _ seed: UInt64) async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: seed))
            let ledger = try Ledger(portal, configuration: Ledger.impatient)
            try await ledger.sync()
            let before = try await ledger.output("log", "--json").output
            try await portal.touch("contacts", changed, "\"firstname\":\"Ana \(UUID())\"")
            try await portal.advance("1m")
            try await portal.strike(
                "\(fault.rule),\"routes\":[\"\(fault.route)\"],\"types\":[\"contacts\"]")
            try await portal.forgetRequests()
            expectSentence(try await ledger.run("sync", "--json"), fault)
            let asked = try await portal.requests().byObject["\(fault.route) contacts"] ?? 0
            #expect((fault.tries...fault.triesMax).contains(asked), "\(fault.name): \(asked)")
            #expect(try await ledger.output("log", "--json").output == before, "\(fault.name)")
            try await portal.heal()
            #expect(try await ledger.sync().events == changed, "\(fault.name)")
            try await ledger.expectEqualsPortal(.all[0], fault.name)
            #expect(try await ledger.sync().events == 0, "\(fault.name)")
        }

        private static func lastThroughABackfill(_ fault: Fault, _ seed: UInt64) async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: seed))
            let ledger = try Ledger(portal, configuration: Ledger.impatient)
            try await portal.strike(
                "\(fault.rule),\"routes\":[\"list\"],\"types\":[\"contacts\"],\"skip\":2")
            expectSentence(try await ledger.run("sync", "--json"), fault)
            let asked = (try await portal.requests().byObject["list contacts"] ?? 0) - 2
            #expect((fault.tries...fault.triesMax).contains(asked), "\(fault.name): \(asked)")
            let known = try await ledger.records("contacts").count
            #expect([0, 100, 200].contains(known), "\(fault.name)")
            try await portal.heal()
            try await portal.forgetRequests()
            try await ledger.sync()
            // The pages that were kept are not asked for again.
            let again = try await portal.requests().byObject["list contacts"] ?? 0
            #expect(again == 6 - known / 100, "\(fault.name)")
            for object in TrackedObject.all {
                try await ledger.expectEqualsPortal(object, fault.name)
            }
            ledger.expectEachOnce(try await ledger.events(), fault.name)
            #expect(try await ledger.sync().events == 0, "\(fault.name)")
        }
    }
}
