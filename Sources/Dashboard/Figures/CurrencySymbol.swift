/// What stands before an amount of a currency.
enum CurrencySymbol {
    /// The symbol, or the code and a space where no symbol is unmistakable.
    static func prefix(for code: String) -> String {
        switch code {
        case "GBP": "£"
        case "EUR": "€"
        case "USD": "$"
        case "JPY": "¥"
        case "CNY": "CN¥"
        case "INR": "₹"
        case "KRW": "₩"
        case "ILS": "₪"
        case "NGN": "₦"
        case "VND": "₫"
        case "UAH": "₴"
        case "TRY": "₺"
        case "PHP": "₱"
        case "AUD": "A$"
        case "CAD": "C$"
        case "NZD": "NZ$"
        case "HKD": "HK$"
        case "SGD": "S$"
        case "MXN": "MX$"
        case "BRL": "R$"
        default: code + "\u{A0}"
        }
    }
}
