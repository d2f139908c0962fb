/// The colours of the page by role, for both themes.
///
/// The style takes them from here, and a test computes the contrast of every pair that meets.
enum Palette: String, Sendable, CaseIterable {
    /// Grounds.
    case paper, card
    /// Text: figures and headings, running text, second-rank text.
    case strong, ink, soft
    /// Hairlines, which carry no meaning; borders and marks that do.
    case rule, edge
    /// Tints of marks by role, the same in both themes.
    case priFill = "pri-fill"
    case secFill = "sec-fill"
    case goodFill = "good-fill"
    case badFill = "bad-fill"
    case muteFill = "mute-fill"
    /// Text, lines and edges by role.
    case pri, sec, good, bad, mute
    /// Opening and closing columns.
    case slate
    /// Areas behind marks: what is past, weekends, empty days.
    case shade
    /// Amber of a warning.
    case warn
    /// Activity types, from the bottom of a stack.
    case calls, emails, meetings, tasks
    /// Steps of one hue, weakest first.
    case heat1, heat2, heat3, heat4

    var light: String { colours.0 }
    var dark: String { colours.1 }

    private var colours: (String, String) {
        switch self {
        case .paper: ("#f8fafc", "#0f172a")
        case .card: ("#ffffff", "#1e293b")
        case .strong: ("#0f172a", "#f8fafc")
        case .ink: ("#334155", "#e2e8f0")
        case .soft: ("#56647a", "#a7b4c8")
        case .rule: ("#e2e8f0", "#334155")
        case .edge: ("#7b8798", "#7c8aa0")
        case .priFill: ("#fb923c", "#fb923c")
        case .secFill: ("#38bdf8", "#38bdf8")
        case .goodFill: ("#22c55e", "#22c55e")
        case .badFill: ("#ef4444", "#ef4444")
        case .muteFill: ("#6b7280", "#9ca3af")
        case .pri: ("#c2410c", "#fb923c")
        case .sec: ("#0369a1", "#38bdf8")
        case .good: ("#15803d", "#4ade80")
        case .bad: ("#b91c1c", "#f87171")
        case .mute: ("#4b5563", "#9ca3af")
        case .slate: ("#475569", "#94a3b8")
        case .shade: ("#f1f5f9", "#263449")
        case .warn: ("#b45309", "#fbbf24")
        case .calls: ("#075985", "#0ea5e9")
        case .emails: ("#38bdf8", "#bae6fd")
        case .meetings: ("#fb923c", "#fb923c")
        case .tasks: ("#6b7280", "#94a3b8")
        case .heat1: ("#fed7aa", "#7c3a18")
        case .heat2: ("#fb923c", "#b8500c")
        case .heat3: ("#c2410c", "#fb923c")
        case .heat4: ("#7c2d12", "#fed7aa")
        }
    }

    /// The custom properties of the root, `--paper:light-dark(…)`; one colour where both themes have the same.
    static var declarations: String {
        allCases.map {
            "--\($0.rawValue):"
                + ($0.light == $0.dark ? $0.light : "light-dark(\($0.light),\($0.dark))")
        }.joined(separator: ";")
    }
}
