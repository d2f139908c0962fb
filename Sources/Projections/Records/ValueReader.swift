internal import HubSpotModel

/// Reads stored values into slots; what a symbol reads as is worked out once.
struct ValueReader {
    let zone: ZoneRules
    /// For each reading, the slot of each symbol by code; `unknown` where not asked for yet.
    private var slotsOfSymbols: [[Int64]]

    private static let unknown = Int64.min + 1
    private static let integerMax: Int64 = 1_000_000_000_000_000

    init(zone: ZoneRules) {
        self.zone = zone
        slotsOfSymbols = Array(repeating: [], count: Reading.allCases.count)
    }

    mutating func slot(
        _ value: StoredValue, _ reading: Reading, _ symbols: SymbolTable,
        _ lexicon: inout Lexicon
    ) -> Int64 {
        switch value {
        case .missing: return missing
        case .symbol(let symbol): return slot(symbol, reading, symbols, &lexicon)
        case .personal(let reference):
            return reading == .personal ? PersonalText(reference)?.packed ?? missing : missing
        default: break
        }
        switch reading {
        case .instant:
            return instant(value, symbols)?.milliseconds ?? missing
        case .decimal:
            return decimal(value, symbols, &lexicon)
        case .counter:
            if case .integer(let whole) = value {
                return whole.magnitude < Self.integerMax.magnitude ? max(0, whole) : missing
            }
            return ExactDecimal(value, symbols: symbols).map { Counter.value($0) } ?? missing
        case .probability:
            return ExactDecimal(value, symbols: symbols)
                .map { Probability($0).tenThousandths } ?? missing
        case .text, .lower, .upper, .boolean, .personal:
            return slot(value.text(symbols), reading, &lexicon)
        }
    }

    /// A time, or `nil` when it is missing or outside the years that count.
    func instant(_ value: StoredValue, _ symbols: SymbolTable) -> Instant? {
        let instant: Instant
        switch value {
        case .instant(let milliseconds): instant = Instant(milliseconds: milliseconds)
        case .instantInSeconds(let seconds): instant = Instant(milliseconds: seconds * 1000)
        case .date(let days): instant = zone.start(of: CivilDate(days: days))
        case .integer(let milliseconds):
            guard (100_000_000..<Self.integerMax).contains(milliseconds) else { return nil }
            instant = Instant(milliseconds: milliseconds)
        default:
            return value.text(symbols)?.trimmedFieldText
                .flatMap { Instant(parsing: $0, zone: zone) }
        }
        return Instant.supported.contains(instant) ? instant : nil
    }

    private mutating func slot(
        _ symbol: Symbol, _ reading: Reading, _ symbols: SymbolTable, _ lexicon: inout Lexicon
    ) -> Int64 {
        let place = Int(reading.rawValue)
        let code = Int(symbol.code)
        if code < slotsOfSymbols[place].count, slotsOfSymbols[place][code] != Self.unknown {
            return slotsOfSymbols[place][code]
        }
        let slot =
            switch reading {
            case .text, .lower, .upper, .boolean, .personal:
                self.slot(symbols.text(symbol), reading, &lexicon)
            case .instant, .decimal, .probability, .counter:
                self.slot(.text(symbols.text(symbol)), reading, symbols, &lexicon)
            }
        if code >= slotsOfSymbols[place].count {
            let grown = max(symbols.count + 1, code + 1) - slotsOfSymbols[place].count
            slotsOfSymbols[place] += Array(repeating: Self.unknown, count: grown)
        }
        slotsOfSymbols[place][code] = slot
        return slot
    }

    private func slot(_ text: String?, _ reading: Reading, _ lexicon: inout Lexicon) -> Int64 {
        guard let text = text?.trimmedFieldText else { return missing }
        switch reading {
        case .lower: return Int64(lexicon.code(text.lowercasedPerCharacter))
        case .upper: return Int64(lexicon.code(text.uppercasedPerCharacter))
        case .personal: return PersonalText(lexicon.code(text)).packed
        case .boolean:
            switch text.lowercasedPerCharacter {
            case "true": return 1
            case "false": return 0
            default: return missing
            }
        default: return Int64(lexicon.code(text))
        }
    }

    private func decimal(
        _ value: StoredValue, _ symbols: SymbolTable, _ lexicon: inout Lexicon
    ) -> Int64 {
        switch value {
        case .integer(let whole):
            guard whole.magnitude < Self.integerMax.magnitude else { return missing }
            if let packed = PackedDecimal(units: whole, scale: 0) { return packed.packed }
        case .decimal(let units, let scale):
            // Fifteen digits are below the limit wherever the point stands.
            if units.magnitude < Self.integerMax.magnitude,
                let packed = PackedDecimal(units: units, scale: Int(scale))
            {
                return packed.packed
            }
        default: break
        }
        guard let text = value.text(symbols)?.trimmedFieldText,
            ExactDecimal(parsing: text) != nil
        else { return missing }
        return PackedDecimal(text: lexicon.code(text)).packed
    }
}
