import Projections

/// The name of a record, as a link into HubSpot where id and host are what they should be.
///
/// The script makes all of them open a window of their own, without opener and referrer.
struct RecordLink: Component {
    /// HubSpot's type numbers.
    enum ObjectType: String, Sendable {
        case contact = "0-1"
        case company = "0-2"
        case deal = "0-3"
        case task = "0-27"
    }

    let type: ObjectType
    let id: String
    let name: String
    let portal: MetricsDocument.Portal

    var body: Markup {
        if let address {
            tag("a", ["href": address]) {
                PortalText(name)
            }
        } else {
            PortalText(name)
        }
    }

    /// Built from digits and a checked host only.
    private var address: String? {
        let isID =
            !id.isEmpty && id.utf8.count <= 20 && id.utf8.allSatisfy { (48...57).contains($0) }
        guard isID, portal.portalId >= 0, Self.isHubSpot(portal.uiDomain) else { return nil }
        return "https://\(portal.uiDomain)/contacts/\(portal.portalId)/record/"
            + "\(type.rawValue)/\(id)"
    }

    /// `app.hubspot.com` or `app-<region>.hubspot.com`, the region of a–z and 0–9.
    static func isHubSpot(_ host: String) -> Bool {
        guard host.hasPrefix("app"), host.hasSuffix(".hubspot.com") else { return false }
        let region = host.utf8.dropFirst(3).dropLast(".hubspot.com".utf8.count)
        if region.isEmpty { return true }
        return region.first == UInt8(ascii: "-") && region.count > 1
            && region.dropFirst().allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (48...57).contains($0)
            }
    }
}
