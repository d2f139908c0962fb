/// A source of contacts and deals as the document shows it.
///
/// Source: metric dictionary, section 1.9.
struct SourceName: Hashable {
    private let exact: ExactText

    init(_ code: TextCode, _ lexicon: Lexicon) {
        exact = ExactText(code == 0 ? "UNKNOWN" : lexicon.text(code))
    }

    /// Upper case; `UNKNOWN` where none is stated.
    var text: String { exact.text }

    var label: String { Self.labels[text] ?? text }

    private static let labels = [
        "ORGANIC_SEARCH": "Organic search", "PAID_SEARCH": "Paid search",
        "EMAIL_MARKETING": "Email marketing", "SOCIAL_MEDIA": "Organic social",
        "REFERRALS": "Referrals", "OTHER_CAMPAIGNS": "Other campaigns",
        "DIRECT_TRAFFIC": "Direct traffic", "OFFLINE": "Offline sources",
        "PAID_SOCIAL": "Paid social", "AI_REFERRALS": "AI referrals", "UNKNOWN": "Unknown",
    ]
}
