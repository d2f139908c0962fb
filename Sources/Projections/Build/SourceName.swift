/// A source of contacts and deals as the document shows it.
///
/// Source: metric dictionary, section 1.9.
struct SourceName: Hashable {
    /// Upper case; `UNKNOWN` where none is stated.
    let text: String

    init(_ code: TextCode, _ lexicon: Lexicon) {
        text = code == 0 ? "UNKNOWN" : lexicon.text(code)
    }

    var label: String { Self.labels[text] ?? text }

    private static let labels = [
        "ORGANIC_SEARCH": "Organic search", "PAID_SEARCH": "Paid search",
        "EMAIL_MARKETING": "Email marketing", "SOCIAL_MEDIA": "Organic social",
        "REFERRALS": "Referrals", "OTHER_CAMPAIGNS": "Other campaigns",
        "DIRECT_TRAFFIC": "Direct traffic", "OFFLINE": "Offline sources",
        "PAID_SOCIAL": "Paid social", "AI_REFERRALS": "AI referrals", "UNKNOWN": "Unknown",
    ]
}

extension String {
    /// The order of texts in the document: that of their UTF-8 bytes.
    func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
