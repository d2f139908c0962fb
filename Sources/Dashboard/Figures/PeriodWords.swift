import Projections

extension PeriodKey {
    /// The period after a "no": "no deals closed this week", and "yet" for all time.
    var yet: String { self == .allTime ? "yet" : phrase }

    /// `No deal was won this week`, and `No deal has been won yet` for all time.
    func none(_ subject: String, _ past: String, _ perfect: String) -> String {
        self == .allTime ? "\(subject) \(perfect) yet" : "\(subject) \(past) \(phrase)"
    }
}
