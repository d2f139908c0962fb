internal import HubSpotModel

/// The reasons of closed deals, read once: personal text, looked up only for the document.
///
/// Source: metric dictionary, section 10.1.
struct ReasonBook {
    private struct Reason {
        /// In lower case: what spellings have in common.
        let key: ExactText
        let spelling: String
    }

    private struct Group {
        var tally = Tally()
        var spelling = ""
        var lowest: RecordID?
    }

    private let builder: MetricsBuilder
    private let measure: MeasureID
    /// By split; absent where nothing is said.
    private let reasons: [UInt64: Reason]

    init(_ measure: MeasureID, _ builder: MetricsBuilder) {
        self.measure = measure
        self.builder = builder
        var reasons: [UInt64: Reason] = [:]
        for entry in builder.models.insights.entries(measure) where reasons[entry.split] == nil {
            let personal = PersonalText(packed: Int64(bitPattern: entry.split))
            guard let spelling = builder.text(personal)?.collapsingWhiteSpace else { continue }
            reasons[entry.split] = Reason(
                key: ExactText(spelling.lowercasedPerCharacter), spelling: spelling)
        }
        self.reasons = reasons
    }

    /// What stands for a reason that nobody recorded.
    static let notRecorded = "Not recorded"

    /// The reason behind a split in lower case; `nil` where nothing is said.
    func key(_ split: UInt64) -> ExactText? { reasons[split]?.key }

    /// The reasons of a range of close times, the most frequent first.
    func rows(in range: DateRange) -> [MetricsDocument.Insights.Reason] {
        var groups: [ExactText?: Group] = [:]
        var total = 0
        builder.models.insights.forEach(measure, in: range) { entry, tally in
            total += tally.count
            let reason = reasons[entry.split]
            var group = groups[reason?.key] ?? Group()
            group.tally += tally
            let id = builder.models.lexicon.id(RecordRef(raw: entry.detail))
            if group.lowest.map({ id < $0 }) ?? true {
                group.lowest = id
                group.spelling = reason?.spelling ?? Self.notRecorded
            }
            groups[reason?.key] = group
        }
        return groups.sorted(by: Self.precedes).map { _, group in
            .init(
                reason: group.spelling, deals: group.tally.count,
                amount: .money(group.tally.sum),
                share: Rational(group.tally.count, over: total).map(DocumentNumber.ratio) ?? .zero)
        }
    }

    /// Deals, then amount, the larger first; then blank last, then the key.
    private static func precedes(
        _ left: (key: ExactText?, value: Group), _ right: (key: ExactText?, value: Group)
    ) -> Bool {
        let (first, second) = (left.value.tally, right.value.tally)
        if first.count != second.count { return first.count > second.count }
        if first.sum != second.sum { return first.sum > second.sum }
        guard let key = left.key else { return false }
        return right.key.map { key.text.precedesInBytes($0.text) } ?? true
    }
}

extension MetricsBuilder {
    /// What a reason has in common with its other spellings.
    func reasonKey(_ spelling: String) -> ExactText {
        ExactText(spelling.collapsingWhiteSpace.lowercasedPerCharacter)
    }
}

extension String {
    /// The text with every stretch of white space as one space.
    fileprivate var collapsingWhiteSpace: String {
        let words = unicodeScalars.split { $0.properties.isWhitespace }
        return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
