import BrowserDriver
import Foundation

/// What a value of the document must look like on the page, worked out independently.
enum ExpectedText {
    /// `form` is the letter behind the colon of a figure's path.
    static func text(of value: JSON, form: String, currency: String = "£") -> String? {
        guard let number = value.number else { return value == .null ? "–" : nil }
        switch form {
        case "m": return money(number, currency)
        case "k": return compact(number, currency)
        case "n": return decimal(number, 0, 0)
        case "p": return percent(number)
        case "c": return (number > 0 ? "+" : "") + percent(number)
        case "o": return (number > 0 ? "+" : "") + decimal(number * 100, 1, 1) + " pts"
        case "d", "f": return decimal(number, 0, 1)
        case "v": return decimal(number, 0, 2)
        case "x":
            return number > 0 && number * 20 < 1 ? "<0.1×" : decimal(number, 1, 1) + "×"
        default: return nil
        }
    }

    private static func percent(_ number: Decimal) -> String {
        let text = decimal(number * 100, 1, 1)
        if number != 0, text == "0.0" || text == "−0.0" { return number > 0 ? "<0.1%" : ">−0.1%" }
        return text + "%"
    }

    private static func money(_ number: Decimal, _ currency: String) -> String {
        signed(number) { isWhole($0) ? currency + decimal($0, 0, 0) : currency + decimal($0, 2, 2) }
    }

    private static func compact(_ number: Decimal, _ currency: String) -> String {
        signed(number) { magnitude in
            if rounded(magnitude, 0) < 1000 { return currency + decimal(magnitude, 0, 0) }
            if rounded(magnitude / 1000, 1) < 1000 {
                return currency + decimal(magnitude / 1000, 1, 1) + "K"
            }
            if rounded(magnitude / 1_000_000, 2) < 1000 {
                return currency + decimal(magnitude / 1_000_000, 2, 2) + "M"
            }
            if rounded(magnitude / 1_000_000_000, 2) < 1000 {
                return currency + decimal(magnitude / 1_000_000_000, 2, 2) + "B"
            }
            return currency + decimal(magnitude / 1_000_000_000_000, 2, 2) + "T"
        }
    }

    private static func signed(_ number: Decimal, _ text: (Decimal) -> String) -> String {
        (number < 0 ? "−" : "") + text(abs(number))
    }

    private static func isWhole(_ number: Decimal) -> Bool { rounded(number, 0) == number }

    /// Half away from zero, as Foundation's plain mode rounds.
    private static func rounded(_ number: Decimal, _ places: Int) -> Decimal {
        var (value, result) = (number, Decimal())
        unsafe NSDecimalRound(&result, &value, places, .plain)
        return result
    }

    private static func decimal(_ number: Decimal, _ least: Int, _ most: Int) -> String {
        let formatter = NumberFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.numberStyle = .decimal
        formatter.usesGroupingSeparator = true
        formatter.groupingSize = 3
        formatter.groupingSeparator = ","
        formatter.minimumFractionDigits = least
        formatter.maximumFractionDigits = most
        formatter.minusSign = "−"
        return formatter.string(from: rounded(number, most) as NSDecimalNumber) ?? ""
    }
}
