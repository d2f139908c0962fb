/// A plain reading of RFC 4180.
enum SeparatedValues {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var (row, field, isQuoted) = ([String](), String.UnicodeScalarView(), false)
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"":
                field.append(scalars.removeFirst())
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                row.append(String(field))
                field = .init()
            case ("\r", false) where scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [String(field)])
                (row, field) = ([], .init())
            default: field.append(scalar)
            }
        }
        return rows
    }
}
