import Projections

/// One input of the what-if: a slider and a field over the same value, and the way back.
struct WhatIfInput: Component {
    enum Unit: Sendable {
        case money, percent, days
    }

    /// The key in the document's model, in the address and in the script.
    let key: String
    let label: String
    let unit: Unit
    /// The document's value; nil where there is none, so that one can be tried.
    let base: DocumentNumber?
    let figure: Figure
    /// What stands before amounts.
    let currency: String

    /// The values of the slider, in the unit of the field.
    struct Steps: Sendable, Equatable {
        let least: DocumentNumber
        let most: DocumentNumber
        let step: Int
    }

    /// The document's value in the unit of the field.
    var value: DocumentNumber? {
        guard let base, base > 0 else { return nil }
        switch unit {
        case .money, .days: return base
        case .percent: return DocumentNumber(units: base.units * 100, scale: base.scale)
        }
    }

    /// Round steps that the document's value is one of: its remainder is the least value.
    var steps: Steps {
        guard let value else {
            switch unit {
            case .money: return Steps(least: 1000, most: 100_000, step: 1000)
            case .percent: return Steps(least: 1, most: 100, step: 1)
            case .days: return Steps(least: 1, most: 365, step: 1)
            }
        }
        let step = unit == .money ? Self.step(below: value.approximate / 100) : 1
        let one = Self.power(value.scale)
        let stepUnits = Int128(step) * one
        let rest = value.units % stepUnits
        let least = rest == 0 ? stepUnits : rest
        let count =
            unit == .percent
            ? max(0, (100 * one - least) / stepUnits) : max(50, 3 * value.units / stepUnits)
        return Steps(
            least: DocumentNumber(units: least, scale: value.scale),
            most: DocumentNumber(units: least + count * stepUnits, scale: value.scale), step: step)
    }

    /// The greatest of 1, 2 and 5 times a power of ten that is not above `most`; at least one.
    private static func step(below most: Double) -> Int {
        var power = 1
        while Double(power * 10) <= most { power *= 10 }
        return [5, 2].map { $0 * power }.first { Double($0) <= most } ?? power
    }

    private static func power(_ exponent: UInt8) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<exponent { result *= 10 }
        return result
    }

    var body: Markup {
        let steps = steps
        let least = steps.least.description
        let shown = value ?? steps.least
        tag(
            "div", ["class": "sl", "data-key": key, "data-base": value?.description ?? "–"]
        ) {
            tag("label", ["for": "wi-\(key)"]) { label }
            tag("span", ["class": "so"]) {
                "now "
                figure
            }
            tag("span", ["class": "rg"]) {
                tag(
                    "input",
                    [
                        "type": "range", "id": "wi-\(key)", "min": least,
                        "max": steps.most.description, "step": "\(steps.step)",
                        "value": shown.description,
                    ])
                if let value { tick(value, steps) }
            }
            tag("span", ["class": "nf"]) {
                if let prefix { tag("span", ["aria-hidden": "true"]) { prefix } }
                tag(
                    "input",
                    [
                        "type": "number", "aria-label": "\(label), \(words)", "min": "0",
                        "max": unit == .percent ? "100" : nil, "step": "any",
                        "inputmode": "decimal", "value": value?.description ?? "",
                    ])
                if let suffix { tag("span", ["aria-hidden": "true"]) { suffix } }
            }
            tag("button", ["class": "rs", "disabled": "", "aria-label": "Reset \(label)"]) {
                "reset"
            }
        }
    }

    /// Where the document's value stands on the slider.
    private func tick(_ value: DocumentNumber, _ steps: Steps) -> Markup {
        let x = LinearScale(
            domain: steps.least
                .approximate...max(
                    steps.most.approximate, steps.least.approximate), from: 0, to: 100)
        return tag("svg", ["class": "rt", "height": "6", "aria-hidden": "true"]) {
            Mark.rule(x: x(value.approximate), from: 0, to: 6, class: "goal")
        }
    }

    private var words: String {
        switch unit {
        case .money: "amount"
        case .percent: "percent"
        case .days: "days"
        }
    }

    private var prefix: String? { unit == .money ? currency : nil }

    private var suffix: String? {
        switch unit {
        case .money: nil
        case .percent: "%"
        case .days: "d"
        }
    }
}
