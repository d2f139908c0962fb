import Testing

@testable import Dashboard

@Suite("Palette")
struct PaletteTests {
    /// The contrast of two colours by their relative luminance.
    ///
    /// Source: WCAG 2.2, "contrast ratio".
    static func contrast(_ first: String, _ second: String) -> Double {
        let lights = [luminance(first), luminance(second)].sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private static func luminance(_ colour: String) -> Double {
        let parts = stride(from: 1, to: 7, by: 2).map { offset in
            let start = colour.index(colour.startIndex, offsetBy: offset)
            let byte = Int(colour[start..<colour.index(start, offsetBy: 2)], radix: 16) ?? 0
            let value = Double(byte) / 255
            return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// `base^2.4` by halving the exponent's binary digits: exact enough for two decimals.
    private static func power(_ base: Double, _ exponent: Double) -> Double {
        var (result, root, rest) = (base * base, base.squareRoot(), exponent - 2)
        for _ in 0..<40 {
            rest *= 2
            if rest >= 1 {
                result *= root
                rest -= 1
            }
            root = root.squareRoot()
        }
        return result
    }

    @Test func theContrastOfBlackOnWhiteIsTwentyOne() {
        #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 0.01)
        #expect(abs(Self.contrast("#777777", "#ffffff") - 4.48) < 0.01)
    }

    @Test(arguments: [
        Palette.strong, .ink, .soft, .pri, .sec, .good, .bad, .mute, .warn,
    ])
    func everyTextIsLegibleOnEveryGroundOfBothThemes(text: Palette) {
        for ground in [Palette.paper, .card, .shade] {
            #expect(Self.contrast(text.light, ground.light) >= 4.5, "\(text) on \(ground), light")
            #expect(Self.contrast(text.dark, ground.dark) >= 4.5, "\(text) on \(ground), dark")
        }
    }

    @Test(arguments: [
        Palette.edge, .pri, .sec, .good, .bad, .mute, .slate, .calls, .tasks, .strong,
    ])
    func everyMeaningfulMarkStandsOutFromItsCard(mark: Palette) {
        #expect(Self.contrast(mark.light, Palette.card.light) >= 3, "\(mark), light")
        #expect(Self.contrast(mark.dark, Palette.card.dark) >= 3, "\(mark), dark")
    }

    /// Weak steps carry dark numbers by day and light ones by night, strong steps the reverse.
    @Test(arguments: [
        (Palette.strong, [Palette.heat1, .heat2]), (.paper, [.heat3, .heat4]),
    ])
    func everyNumberIsLegibleOnTheStepOfItsCell(text: Palette, steps: [Palette]) {
        for step in steps {
            #expect(Self.contrast(text.light, step.light) >= 4.5, "\(step), light")
            #expect(Self.contrast(text.dark, step.dark) >= 4.5, "\(step), dark")
        }
    }

    @Test func theStyleUsesNoColourThatThePaletteDoesNotKnow() {
        let known = Set(Palette.allCases.flatMap { [$0.light, $0.dark] })
        // The border of printed cards is a hairline on white paper.
        let used = Set(Stylesheet.text.matches(of: /#[0-9a-f]{6}\b/).map { String($0.0) })
        #expect(used.subtracting(known) == ["#cbd5e1"])
        for match in Stylesheet.text.matches(of: /var\(--([a-z0-9-]+)\)/) {
            // --f and --s are the fill and the stroke of a role; --line is a border, --n and --c count
            // columns.
            let isOther = ["f", "s", "line", "n", "c"].contains(match.1)
            #expect(isOther || Palette(rawValue: String(match.1)) != nil, "\(match.1)")
        }
    }
}
