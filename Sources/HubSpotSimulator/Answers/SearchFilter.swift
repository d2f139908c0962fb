/// One condition of a search, compiled against the type's properties.
struct SearchFilter: Sendable {
    enum Operator: String, Sendable {
        case equal = "EQ", notEqual = "NEQ", less = "LT", lessOrEqual = "LTE", greater = "GT",
            greaterOrEqual = "GTE", between = "BETWEEN", isIn = "IN", notIn = "NOT_IN",
            hasProperty = "HAS_PROPERTY", hasNoProperty = "NOT_HAS_PROPERTY",
            containsToken = "CONTAINS_TOKEN", notContainsToken = "NOT_CONTAINS_TOKEN"
    }

    /// What is compared.
    enum Subject: Sendable {
        case source(Schema.Source)
        /// `associations.{type}`: the ids associated with the record.
        case associations(ObjectKind)
    }

    enum Operand: Sendable {
        case none
        case integers([Int64])
        case numbers([Double])
        case texts([String])
    }

    /// Properties that cannot be filtered, by HubSpot's documentation.
    private static let unfilterable: Set<String> = [
        "hs_body_preview_html", "hs_email_html", "hs_body_preview", "archivedAt",
    ]

    let subject: Subject
    let operation: Operator
    let operand: Operand
    /// True where values are compared as written, not ignoring case.
    let isCaseSensitive: Bool

    init(_ json: JSONValue, schema: Schema) throws(APIError) {
        guard let name = json["propertyName"]?.stringValue,
            let word = json["operator"]?.stringValue, let operation = Operator(rawValue: word)
        else { throw .problemWithRequest() }
        self.operation = operation
        let values = try Self.values(json, operation)
        if name.hasPrefix("associations."),
            let kind = ObjectKind(pathName: name.dropFirst("associations.".count))
        {
            subject = .associations(kind)
            operand = .integers(values.compactMap { Int64($0) })
            isCaseSensitive = false
            return
        }
        guard let source = schema.source(name), !Self.unfilterable.contains(name),
            let definition = schema.definition(name)
        else { throw .problemWithRequest() }
        subject = .source(source)
        isCaseSensitive = definition.type == "enumeration"
        switch definition.type {
        case "datetime", "date":
            operand = .integers(try Self.stamps(values, isDate: definition.type == "date"))
        case "number" where source == .objectID:
            let ids = values.compactMap { Int64($0) }
            guard ids.count == values.count else { throw .problemWithRequest() }
            operand = .integers(ids)
        case "number":
            let numbers = values.compactMap { Double($0) }
            guard numbers.count == values.count else { throw .problemWithRequest() }
            operand = .numbers(numbers)
        default:
            let isSensitive = isCaseSensitive
            operand = .texts(values.map { isSensitive ? $0 : $0.lowercased() })
        }
    }

    private static func values(
        _ json: JSONValue, _ operation: Operator
    ) throws(APIError) -> [String] {
        switch operation {
        case .hasProperty, .hasNoProperty: return []
        case .isIn, .notIn:
            guard let values = json["values"]?.elements, !values.isEmpty else {
                throw .problemWithRequest()
            }
            return values.compactMap(\.scalarText)
        case .between:
            guard let low = json["value"]?.scalarText, let high = json["highValue"]?.scalarText
            else { throw .problemWithRequest() }
            return [low, high]
        default:
            guard let value = json["value"]?.scalarText else { throw .problemWithRequest() }
            return [value]
        }
    }

    private static func stamps(_ texts: [String], isDate: Bool) throws(APIError) -> [Int64] {
        var stamps: [Int64] = []
        for text in texts {
            let midnight = isDate && text.utf8.count == 10 ? text + "T00:00:00Z" : text
            guard let stamp = StampText.parse(midnight) else { throw .problemWithRequest() }
            // Seen live: a filter at the epoch itself breaks the service.
            if stamp == 0 { throw APIError(500, "internal error") }
            stamps.append(stamp)
        }
        return stamps
    }

    /// Compares an instant or id.
    func matches(_ value: Int64) -> Bool {
        guard case .integers(let operands) = operand else {
            return operation == .hasProperty
        }
        return compare(value, operands)
    }

    /// Compares a stored value with its text.
    func matches(text: String?) -> Bool {
        guard let text, !text.isEmpty else {
            switch operation {
            case .hasNoProperty, .notEqual, .notIn, .notContainsToken: return true
            default: return false
            }
        }
        switch operand {
        case .none: return operation == .hasProperty
        case .integers(let operands):
            if operation == .hasProperty { return true }
            if operation == .hasNoProperty { return false }
            let whole = text.utf8.count == 10 ? text + "T00:00:00Z" : text
            return StampText.parse(whole).map { compare($0, operands) } ?? false
        case .numbers(let operands):
            if operation == .hasProperty { return true }
            if operation == .hasNoProperty { return false }
            return Double(text).map { compare($0, operands) } ?? false
        case .texts(let operands):
            return matches(isCaseSensitive ? text : text.lowercased(), operands)
        }
    }

    private func matches(_ text: String, _ operands: [String]) -> Bool {
        let options = isCaseSensitive ? text.split(separator: ";").map(String.init) : [text]
        switch operation {
        case .isIn: return options.contains { operands.contains($0) }
        case .notIn: return !options.contains { operands.contains($0) }
        case .equal where isCaseSensitive:
            return text == operands.first || options.contains { $0 == operands.first }
        case .containsToken: return operands.first.map { Self.hasToken(text, $0) } ?? false
        case .notContainsToken: return !(operands.first.map { Self.hasToken(text, $0) } ?? false)
        default: return compare(text, operands)
        }
    }

    private func compare<Value: Comparable>(_ value: Value, _ operands: [Value]) -> Bool {
        switch operation {
        case .hasProperty: return true
        case .hasNoProperty: return false
        case .isIn: return operands.contains(value)
        case .notIn: return !operands.contains(value)
        default: break
        }
        guard let operand = operands.first else { return false }
        return switch operation {
        case .equal, .containsToken: value == operand
        case .notEqual, .notContainsToken: value != operand
        case .less: value < operand
        case .lessOrEqual: value <= operand
        case .greater: value > operand
        case .greaterOrEqual: value >= operand
        case .between: operands.count > 1 && value >= operand && value <= operands[1]
        case .isIn, .notIn, .hasProperty, .hasNoProperty: false
        }
    }

    /// Whole words, with `*` at either end for any beginning or ending.
    private static func hasToken(_ text: String, _ pattern: String) -> Bool {
        let core = pattern.lowercased().filter { $0 != "*" }
        let opens = pattern.hasPrefix("*")
        let closes = pattern.hasSuffix("*")
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return words.contains { word in
            switch (opens, closes) {
            case (true, true): word.contains(core)
            case (true, false): word.hasSuffix(core)
            case (false, true): word.hasPrefix(core)
            case (false, false): word == core
            }
        } || text.lowercased() == core
    }
}
