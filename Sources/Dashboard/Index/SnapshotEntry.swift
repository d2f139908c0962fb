import HubSpotModel
import Projections

extension SnapshotIndexPage.Entry {
    /// `22 Nov 2026, 14:30 UTC`; the folder's name where the manifest cannot be read.
    var time: String {
        guard let manifest, let day = DateWords.date(String(manifest.asOf.prefix(10))) else {
            return PortalText.shown(name)
        }
        return "\(DateWords.day(day)), \(manifest.asOf.dropFirst(11).prefix(5)) UTC"
    }

    /// Which past it shows, and whether without names.
    var words: String {
        guard let manifest else { return "its manifest cannot be read" }
        let reading =
            switch manifest.reading {
            case .head: "latest then"
            case .asKnown: "as known then"
            case .hindsight: "with hindsight"
            }
        return manifest.options.redacted ? reading + ", names replaced by ids" : reading
    }

    var verdict: String {
        switch manifest?.verdict.state {
        case .green: "complete"
        case .amber: "not proven"
        case .red: "incomplete"
        case nil: FigureFormat.missing
        }
    }

    /// The page's address, relative to the list.
    ///
    /// Any name of a folder is one step down from here, also `a:b` and `a b`.
    var address: String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        var path = "./"
        for byte in name.utf8 {
            if plain.contains(byte) {
                path.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                path += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return path + "/index.html"
    }

    /// Whether the other is an earlier moment of the same ledger, read the same way.
    func follows(_ other: Self) -> Bool {
        guard let manifest, let before = other.manifest, let headline,
            let earlier = other.headline
        else { return false }
        return before.asOf < manifest.asOf && before.ledgerId == manifest.ledgerId
            && (before.reading == .hindsight) == (manifest.reading == .hindsight)
            && earlier.currencyCode == headline.currencyCode
    }
}
