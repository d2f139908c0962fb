import Crypto
import EventStore
import Foundation
import HTTPClient
import HubSpotAPI
import HubSpotModel
import Logging
import SyncEngine

/// Puts a sync together from the launch: client, clock, ledger.
struct SyncRunner {
    let launch: Launch
    let client: HubSpotClient
    private let configuration: SyncConfiguration

    /// - Throws: ``MissingToken``, ``SettingsError``.
    init(
        _ launch: Launch, only: Set<ObjectType>? = nil, reconcilesNow: Bool = false
    ) throws {
        self.launch = launch
        let environment = launch.environment
        let token = try environment.token()
        let base: BaseURL
        do {
            base = try BaseURL(environment.baseURL)
        } catch {
            throw SettingsError(
                source: "environment", line: nil, key: "HUBSPOT_BASE_URL",
                reason: error.description)
        }
        let hubspot = launch.settings.hubspot
        var client = HubSpotClient.Configuration()
        guard let version = APIVersion(hubspot.apiVersion) else {
            preconditionFailure("the configuration reader lets no other version pass")
        }
        client.version = version
        client.requestsPerTenSeconds = hubspot.requestsPerTenSeconds
        client.searchRequestsPerSecond = hubspot.searchRequestsPerSecond
        client.retry.pauseMillisecondsMax = hubspot.longestPause
        var transport = CurlClient.Configuration()
        transport.totalTimeoutMilliseconds = Int(hubspot.requestTimeout)
        transport.stallTimeoutMilliseconds = min(
            transport.stallTimeoutMilliseconds, transport.totalTimeoutMilliseconds)
        let secret = Secret(token)
        self.client = HubSpotClient(
            base: base, transport: CurlClient(configuration: transport), token: { secret },
            configuration: client)
        configuration = Self.configuration(
            launch, only: only, reconcilesNow: reconcilesNow,
            connection: Self.connection(token, base))
    }

    private static func configuration(
        _ launch: Launch, only: Set<ObjectType>?, reconcilesNow: Bool, connection: String
    ) -> SyncConfiguration {
        let clock = launch.clock
        var configuration = SyncConfiguration(
            now: { clock.now().milliseconds }, zoneRules: { try ZoneFiles.rules($0) })
        let settings = launch.settings
        configuration.overlap = settings.sync.overlap
        configuration.trailing = settings.sync.trailing
        configuration.reconcile = settings.sync.reconcile
        configuration.reconcilesNow = reconcilesNow
        configuration.extraProperties = settings.hubspot.extraProperties
        configuration.account = settings.hubspot.account.map {
            PortalIdentity(
                portalID: $0.portalID, timeZone: $0.timeZone,
                companyCurrency: $0.companyCurrency, uiDomain: $0.uiDomain)
        }
        configuration.only = only
        configuration.oneTypeAfterAnother = launch.reproducibility != nil
        configuration.connection = connection
        return configuration
    }

    /// Tells one token and address from another; eight bytes of a hash give nothing back.
    private static func connection(_ token: String, _ base: BaseURL) -> String {
        let hash = SHA256.hash(data: Array("hubledger connection \(base) \(token)".utf8))
        return hash.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The ledger for writing, if there is one.
    ///
    /// - Throws: `LedgerError`; 75 while another process writes it.
    func openLedger() throws -> LedgerWriter? {
        do {
            return try LedgerWriter.open(launch.directory, ledgerEnvironment)
        } catch {
            guard error.code == .noLedger else { throw error }
            return nil
        }
    }

    func createLedger() throws -> LedgerWriter {
        try LedgerWriter.create(launch.directory, ledgerEnvironment)
    }

    private var ledgerEnvironment: LedgerEnvironment {
        let clock = launch.clock
        return LedgerEnvironment(
            now: { clock.now().milliseconds },
            randomBytes: RandomBytes.source(seed: launch.reproducibility?.seed))
    }

    /// An engine for one run.
    func engine() -> SyncEngine {
        SyncEngine(source: HubSpotPortal(client), configuration: configuration)
    }
}
