// swift-tools-version: 6.3
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A target imports only targets that stand above it in this list.
func target(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(
    _ subject: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(subject)Tests", dependencies: [.init(stringLiteral: subject)] + dependencies,
        resources: resources, swiftSettings: swiftSettings)
}

let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "hubledger",
    products: [
        .executable(name: "hubledger", targets: ["hubledger"]),
        .executable(name: "hubledger-bench", targets: ["hubledger-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"4.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries: headers and link flags only, no Swift.
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        // Only its headers: the library is opened on the first request, so commands that make none
        // start without it.
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // One Swift wrapper per C library; nothing else imports the C module.
        target("LMDB", ["CLMDB"]),
        target("HTTPClient", ["CCurl"]),

        // The words of the domain: objects, properties, events, zones, exact numbers.
        target("HubSpotModel", [bigInt]),

        // Left of the log: what fetches and what remembers.
        target("EventStore", ["LMDB", "HubSpotModel", crypto]),
        target("HubSpotAPI", ["HTTPClient", "HubSpotModel", logging]),
        target("SyncEngine", ["HubSpotModel", "HubSpotAPI", "EventStore"]),

        // Right of the log: pure folds, their runners, the page.
        target("Projections", ["HubSpotModel"]),
        target("ProjectionEngine", ["HubSpotModel", "Projections", "EventStore", "LMDB"]),
        target("Dashboard", ["HubSpotModel", "Projections"]),
        target("DashboardServer", [hummingbird, logging, lifecycle]),

        // A portal on loopback. Imports no other target of ours, so that no mistake is shared.
        target("HubSpotSimulator", [hummingbird, logging]),

        // A headless browser over the WebDriver protocol, for the tests and the benchmark of the page.
        target("BrowserDriver", ["HTTPClient"]),

        executable(
            "hubledger",
            [
                "LMDB", "HTTPClient", "HubSpotModel", "EventStore", "HubSpotAPI", "SyncEngine",
                "Projections", "ProjectionEngine", "Dashboard", "DashboardServer",
                "HubSpotSimulator", arguments, logging, metrics, lifecycle, yams, crypto,
            ]),
        executable(
            "hubledger-bench",
            [
                "LMDB", "HTTPClient", "HubSpotModel", "EventStore", "HubSpotAPI", "SyncEngine",
                "Projections", "ProjectionEngine", "Dashboard", "HubSpotSimulator",
                "BrowserDriver", arguments,
            ]),

        // Tests: one suite a type; `EndToEndTests` drives the release build over real sockets.
        .target(
            name: "LedgerTestSupport", dependencies: ["HubSpotModel", "HTTPClient"],
            path: "Tests/LedgerTestSupport", swiftSettings: swiftSettings),
        tests("LMDB", ["LedgerTestSupport"]),
        tests("HTTPClient", ["LedgerTestSupport"]),
        tests("HubSpotModel", [bigInt]),
        tests("EventStore", ["LMDB", "HubSpotModel", "LedgerTestSupport"]),
        tests("HubSpotAPI", ["HTTPClient", "HubSpotModel", "LedgerTestSupport"]),
        tests("SyncEngine", ["HubSpotModel", "HubSpotAPI", "EventStore", "LedgerTestSupport"]),
        tests(
            "Projections", ["HubSpotModel", "LedgerTestSupport"], resources: [.copy("Fixtures")]),
        tests(
            "ProjectionEngine",
            ["HubSpotModel", "Projections", "EventStore", "LMDB", "LedgerTestSupport"]),
        tests("Dashboard", ["HubSpotModel", "Projections", "LedgerTestSupport"]),
        tests("DashboardServer", [logging]),
        tests("HubSpotSimulator"),
        // The page in a real headless browser; fails where there is none.
        .testTarget(
            name: "BrowserTests",
            dependencies: [
                "HubSpotModel", "Projections", "Dashboard", "BrowserDriver", "LedgerTestSupport",
            ],
            resources: [.copy("Fixtures")], swiftSettings: swiftSettings),
        // The release program, as a user runs it: over real sockets, with real files.
        .testTarget(
            name: "EndToEndTests", dependencies: ["BrowserDriver", "LedgerTestSupport"],
            swiftSettings: swiftSettings),
    ]
)
