import EventStore
import HubSpotAPI
import HubSpotModel

/// When the account's requests come back after the quota of the day is used up.
enum DailyQuota {
    /// Names the account's next midnight in an error that is about the quota.
    ///
    /// The day is the server's; its zone is the account's, as far as the ledger knows it.
    static func named(
        _ error: HubSpotError, by reader: LedgerReader?, now: Int64
    ) throws -> HubSpotError {
        guard case .dailyQuota(let until, let serverTime) = error.code, let reader,
            let rules = try zone(reader)
        else { return error }
        let asked = serverTime ?? Instant(milliseconds: now)
        let tomorrow = CivilDate(days: rules.date(of: asked).days + 1)
        let code = HubSpotError.Code.dailyQuota(
            until: until ?? rules.start(of: tomorrow), serverTime: serverTime)
        return HubSpotError(
            code, request: error.request, object: error.object,
            correlationID: error.correlationID)
    }

    private static func zone(_ reader: LedgerReader) throws -> ZoneRules? {
        var rules: ZoneRules?
        try reader.forEachRecord(of: .account) { row, symbols in
            let value = row.image.properties.first { symbols.text($0.name) == "zoneRules" }?.value
            rules = value.flatMap { row.text($0, symbols) }.flatMap { ZoneRules(text: $0) }
            return false
        }
        return rules
    }
}
