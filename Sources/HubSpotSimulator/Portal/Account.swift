/// What account-info answers.
struct Account: Sendable {
    var portalID: Int64
    var accountType = "STANDARD"
    var zone: PortalZone
    var currency: String
    var additionalCurrencies: [String]
    var uiDomain = "app.hubspot.com"
    var dataHostingLocation = "na1"

    func json(at stamp: Stamp) -> JSONValue {
        let offset = zone.offsetMilliseconds(at: stamp)
        let minutes = abs(offset) / 60_000
        let digits = { (value: Stamp) in value < 10 ? "0\(value)" : "\(value)" }
        return [
            "portalId": .integer(portalID), "accountType": .string(accountType),
            "timeZone": .string(zone.identifier), "companyCurrency": .string(currency),
            "additionalCurrencies": .array(additionalCurrencies.map(JSONValue.string)),
            "utcOffset": .string(
                (offset < 0 ? "-" : "+") + digits(minutes / 60) + ":" + digits(minutes % 60)),
            "utcOffsetMilliseconds": .integer(offset), "uiDomain": .string(uiDomain),
            "dataHostingLocation": .string(dataHostingLocation),
        ]
    }
}
