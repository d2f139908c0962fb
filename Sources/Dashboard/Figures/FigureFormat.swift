package import Projections

/// The one rule by which every figure of the page is written; it knows no locale.
///
/// Groups of three digits with commas, a point before decimals, a true minus sign, an en dash for
/// what is missing. The script repeats the rule for the rows of its dialogs, tested equal.
package struct FigureFormat: Sendable {
    package static let missing = "–"

    private let currency: String

    /// The format for amounts in the currency with this ISO 4217 code.
    package init(currencyCode: String) { currency = CurrencySymbol.prefix(for: currencyCode) }

    /// `£32,600.50`, and `£54,000` where there are no pence.
    package func money(_ amount: DocumentNumber?) -> String {
        guard let amount, let cents = amount.rounded(toPlaces: 2) else { return Self.missing }
        return sign(of: cents) + currency + Self.grouped(cents, places: cents % 100 == 0 ? 0 : 2)
    }

    /// `£842`, `£54.0K`, `£1.24M`, `£3.10B`, `£1.05T`: for cards and labels of charts.
    package func compactMoney(_ amount: DocumentNumber?) -> String {
        guard let amount, let whole = amount.rounded(toPlaces: 0) else { return Self.missing }
        let steps: [(suffix: String, shift: UInt8, places: UInt8, limit: Int128)] = [
            ("K", 3, 1, 10_000), ("M", 6, 2, 100_000), ("B", 9, 2, 100_000),
            ("T", 12, 2, .max),
        ]
        if whole.magnitude < 1000 {
            return sign(of: whole) + currency + String(whole.magnitude)
        }
        for step in steps {
            let scaled = DocumentNumber(units: amount.units, scale: amount.scale + step.shift)
            guard let units = scaled.rounded(toPlaces: step.places) else { break }
            if units.magnitude < step.limit.magnitude {
                return sign(of: units) + currency
                    + Self.decimal(units, places: Int(step.places)) + step.suffix
            }
        }
        return money(amount)
    }

    /// `£25K`, `£2.5M`: the compact form of a round amount on an axis, without its zeros.
    ///
    /// The code of a currency without a symbol is left out: the gutter of a chart has no room for it.
    package func tickMoney(_ amount: Int) -> String {
        let whole = compactMoney(DocumentNumber(amount))
        let text =
            currency.last == "\u{A0}"
            ? whole.replacing(currency, with: "", maxReplacements: 1) : whole
        guard let point = text.lastIndex(of: "."), let suffix = text.last, suffix.isLetter else {
            return text
        }
        let decimals = text[text.index(after: point)...].dropLast()
        let kept = decimals.reversed().drop { $0 == "0" }.reversed()
        return text[..<point] + (kept.isEmpty ? "" : "." + String(kept)) + String(suffix)
    }

    /// `18,204`.
    package func count(_ count: Int?) -> String {
        guard let count else { return Self.missing }
        return (count < 0 ? "\u{2212}" : "") + Self.grouped(Int128(count))
    }

    /// A ratio as `27.0%`; one that would read 0 but is not, as `<0.1%`.
    package func percent(_ ratio: DocumentNumber?) -> String {
        guard let ratio, let tenths = ratio.rounded(toPlaces: 3) else { return Self.missing }
        if tenths == 0, ratio != 0 { return ratio.isNegative ? ">\u{2212}0.1%" : "<0.1%" }
        return sign(of: tenths) + Self.decimal(tenths, places: 1) + "%"
    }

    /// A ratio in full as `26.98%`; ratios of the document have four places.
    func hundredthsOfPercent(_ ratio: DocumentNumber?) -> String {
        guard let ratio, let units = ratio.rounded(toPlaces: 4) else { return Self.missing }
        return sign(of: units) + Self.decimal(units, places: 2) + "%"
    }

    /// A change of a ratio as `+12.2%`.
    package func signedPercent(_ ratio: DocumentNumber?) -> String {
        guard let ratio else { return Self.missing }
        return (ratio.isNegative || ratio == 0 ? "" : "+") + percent(ratio)
    }

    /// A difference of two ratios as `+4.1 pts`.
    package func points(_ difference: DocumentNumber?) -> String {
        guard let difference, let tenths = difference.rounded(toPlaces: 3) else {
            return Self.missing
        }
        let sign = tenths > 0 ? "+" : sign(of: tenths)
        return sign + Self.decimal(tenths, places: 1) + " pts"
    }

    /// `104.5`, `30`: at most one decimal.
    package func days(_ days: DocumentNumber?) -> String { number(days, places: 1) }

    /// A factor as `1.7×`.
    package func factor(_ factor: DocumentNumber?) -> String {
        guard let factor, let tenths = factor.rounded(toPlaces: 1) else { return Self.missing }
        if tenths == 0, factor != 0, !factor.isNegative { return "<0.1×" }
        return sign(of: tenths) + Self.decimal(tenths, places: 1) + "×"
    }

    /// `1,234.5`: without trailing zeros, with at most `places` decimals.
    package func number(_ number: DocumentNumber?, places: UInt8) -> String {
        guard let number, let units = number.rounded(toPlaces: places) else { return Self.missing }
        let short = DocumentNumber(units: units, scale: places)
        return sign(of: units) + Self.decimal(short.units, places: Int(short.scale))
    }

    private func sign(of units: Int128) -> String { units < 0 ? "\u{2212}" : "" }

    /// The magnitude of `units ÷ 10^places`, all places written.
    private static func decimal(_ units: Int128, places: Int) -> String {
        guard places > 0 else { return grouped(units) }
        var divisor: UInt128 = 1
        for _ in 0..<places { divisor *= 10 }
        let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: divisor)
        let digits = String(rest)
        let zeros = String(repeating: "0", count: places - digits.count)
        return grouped(Int128(whole)) + "." + zeros + digits
    }

    /// Cents with or without their two decimals.
    private static func grouped(_ cents: Int128, places: Int) -> String {
        places == 0 ? grouped(cents / 100) : decimal(cents, places: places)
    }

    private static func grouped(_ whole: Int128) -> String {
        let digits = Array(String(whole.magnitude).utf8)
        var bytes: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digit)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
