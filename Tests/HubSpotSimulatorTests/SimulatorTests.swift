import Testing

@testable import HubSpotSimulator

@Suite struct SimulatorTests {
    @Test func aRequestInFlightIsAnsweredBeforeTheEnd() async throws {
        let simulator = try Simulator(configuration: TestPortal.small(latency: 300))
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await simulator.run { ready.yield($0) } }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let portal = TestPortal(port: port)
        async let answer = portal.get("/crm/v3/objects/deals?limit=1")
        // Cancelled while the answer waits out its latency, as soon as the request is counted.
        while try await portal.control("GET", "requests").json?["total"] != 1 {
            try await Task.sleep(for: .milliseconds(5))
        }
        running.cancel()
        let received = try await answer
        #expect(received.status == 200)
        #expect(received.end == .complete)
        try await running.value
    }

    @Test func aStallDoesNotHoldUpTheEnd() async throws {
        let simulator = try Simulator(configuration: TestPortal.small())
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await simulator.run { ready.yield($0) } }
        var iterator = ports.makeAsyncIterator()
        let portal = TestPortal(port: try #require(await iterator.next()))
        try await portal.control("POST", "faults", ["fault": "stall", "milliseconds": 3_600_000])
        async let answer = portal.get("/crm/v3/objects/deals?limit=1")
        while try await portal.control("GET", "requests").json?["total"] != 1 {
            try await Task.sleep(for: .milliseconds(5))
        }
        running.cancel()
        // Without the end of patience this would wait an hour, and the socket's deadline pass.
        #expect(try await answer.end == .closed)
        try await running.value
    }

    @Test func aTakenPortIsATypedError() async throws {
        try await TestPortal.run { portal in
            var configuration = TestPortal.small()
            configuration.port = portal.port
            let second = try Simulator(configuration: configuration)
            await #expect(throws: SimulatorError.self) { try await second.run { _ in } }
        }
    }

    @Test func aRunningClockRuns() async throws {
        var configuration = TestPortal.small()
        configuration.clockRuns = true
        try await TestPortal.run(configuration) { portal in
            let first = try await portal.control("GET", "clock").json?["epochMilliseconds"]
            let start = try #require(first?.integerValue)
            #expect(start >= TestPortal.now)
            var later = start
            while later == start {
                try await Task.sleep(for: .milliseconds(2))
                let read = try await portal.control("GET", "clock").json?["epochMilliseconds"]
                later = try #require(read?.integerValue)
            }
            #expect(later > start)
        }
    }

    @Test func concurrentReadersAndChangesLeaveOneConsistentPortal() async throws {
        try await TestPortal.run { portal in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 1...4 {
                    group.addTask {
                        try await portal.control(
                            "POST", "random-changes",
                            ["count": 50, "seed": .integer(seed), "kinds": ["create", "archive"]])
                    }
                    group.addTask {
                        for _ in 0..<10 {
                            let page = try await portal.get("/crm/v3/objects/contacts?limit=100")
                            #expect(page.results.count == 100)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for kind in ObjectKind.allCases {
                let state = try await portal.control("GET", "state")
                let live = state.json?["types"]?[kind.name]?["live"]?.integerValue
                #expect(try await portal.allIDs(kind.name).count == Int(live ?? -1))
            }
        }
    }
}
