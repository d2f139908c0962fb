/// What the account says of itself.
package struct AccountDetails: Sendable, Equatable {
    package let portalID: UInt64
    /// May be an old alias such as `US/Eastern`.
    package let timeZone: String
    /// Of amounts without a currency of their own, such as `GBP`.
    package let companyCurrency: String
    package let additionalCurrencies: [String]
    /// Where records are shown, such as `app.hubspot.com`.
    package let uiDomain: String?
    /// `STANDARD, DEVELOPER_TEST, SANDBOX, APP_DEVELOPER`.
    package let accountType: String?
    package let dataHostingLocation: String?
}

extension AccountDetails {
    init(_ json: JSONValue) throws(JSONError) {
        func demand(_ name: String) throws(JSONError) -> String {
            guard let text = json[name].text else {
                throw JSONError(reason: .missing(name), offset: 0)
            }
            return text
        }
        guard let portalID = UInt64(try demand("portalId")) else {
            throw JSONError(reason: .expected("a portal id"), offset: 0)
        }
        self.portalID = portalID
        timeZone = try demand("timeZone")
        companyCurrency = try demand("companyCurrency")
        additionalCurrencies = json["additionalCurrencies"].texts
        uiDomain = json["uiDomain"].text
        accountType = json["accountType"].text
        dataHostingLocation = json["dataHostingLocation"].text
    }
}
