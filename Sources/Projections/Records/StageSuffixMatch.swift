/// Finds the stage-date properties of a stage by the end of their names.
///
/// HubSpot writes the stage id there. An id that is no plain identifier is rewritten: other
/// characters become `_`, letters lower case, and a number may follow. The exact form wins; a
/// rewritten form that is the id of another stage belongs to that one.
struct StageSuffixMatch {
    let stage: String
    let definedStages: Set<String>

    func matches(in suffixes: [TextCode: String]) -> [TextCode] {
        suffixes
            .compactMap { code, suffix in rank(suffix).map { (rank: $0, suffix, code) } }
            .sorted {
                $0.rank == $1.rank
                    ? $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) : $0.rank < $1.rank
            }
            .map(\.2)
    }

    private func rank(_ suffix: String) -> Int? {
        if suffix == stage { return 0 }
        let rewritten = Self.rewritten(stage)
        guard rewritten != stage, !definedStages.contains(suffix) else { return nil }
        if suffix == rewritten { return 1 }
        guard suffix.hasPrefix(rewritten + "_") else { return nil }
        let rest = suffix.utf8.dropFirst(rewritten.utf8.count + 1)
        return !rest.isEmpty && rest.allSatisfy(Self.isDigit) ? 2 : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    static func rewritten(_ stage: String) -> String {
        let mapped = stage.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar {
            case "a"..."z", "0"..."9", "_": scalar
            case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) | 0x20)
            default: "_"
            }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: mapped)
        return text
    }
}
