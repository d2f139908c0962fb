import HubSpotModel
import Yams

/// A place in the configuration file: reads values and names what is wrong with them.
struct SettingsNode {
    let source: String
    /// Dotted path of the key, empty for the root.
    let path: String
    private let node: Node

    init(source: String, path: String = "", node: Node) {
        self.source = source
        self.path = path
        self.node = node
    }

    private var line: Int? { node.mark?.line }

    /// Whether the value is `null`, `~` or empty: the default is kept.
    var isNull: Bool {
        node.scalar.map {
            $0.style == .plain && ["", "~", "null", "Null", "NULL"].contains($0.string)
        }
            ?? false
    }

    func error(_ reason: String) -> SettingsError {
        SettingsError(source: source, line: line, key: path, reason: reason)
    }

    /// The values of a map by key.
    ///
    /// - Throws: ``SettingsError`` for a key that is not among `allowed`, or that stands twice.
    func fields(_ allowed: [String]) throws -> [String: SettingsNode] {
        var fields: [String: SettingsNode] = [:]
        for (name, field) in try entries() {
            guard allowed.contains(name) else {
                throw field.error("unknown key; allowed here: \(allowed.joined(separator: ", "))")
            }
            fields[name] = field
        }
        return fields
    }

    /// The entries of a map with free keys, in file order.
    func entries() throws -> [(String, SettingsNode)] {
        guard let mapping = node.mapping else { throw error("expected a map of keys to values") }
        var entries: [(String, SettingsNode)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                throw error("a key must be text")
            }
            let child = SettingsNode(
                source: source, path: path.isEmpty ? name : "\(path).\(name)", node: value)
            guard !entries.contains(where: { $0.0 == name }) else {
                throw child.error("this key stands twice")
            }
            entries.append((name, child))
        }
        return entries
    }

    func items() throws -> [SettingsNode] {
        guard let sequence = node.sequence else { throw error("expected a list") }
        return sequence.enumerated().map { index, item in
            SettingsNode(source: source, path: "\(path)[\(index)]", node: item)
        }
    }

    func text() throws -> String {
        guard let scalar = node.scalar, !isNull else { throw error("expected a text") }
        return scalar.string
    }

    func choice(_ allowed: [String]) throws -> String {
        let value = try text()
        guard allowed.contains(value) else {
            throw error("\"\(value)\" is not one of \(allowed.joined(separator: ", "))")
        }
        return value
    }

    func integer(_ allowed: ClosedRange<Int>) throws -> Int {
        let value = try text()
        guard let number = Int(value), allowed.contains(number) else {
            throw error(
                "\"\(value)\" is not a whole number from \(allowed.lowerBound) to "
                    + "\(allowed.upperBound)")
        }
        return number
    }

    /// A number exactly as written.
    func decimal() throws -> ExactDecimal {
        let value = try text()
        guard let number = ExactDecimal(parsing: value) else {
            throw error("\"\(value)\" is not a number below 10^15")
        }
        return number
    }

    /// A duration in milliseconds.
    func duration(atLeast least: Int64 = 1_000) throws -> Int64 {
        let value = try text()
        guard let duration = DurationText.milliseconds(value), duration >= least else {
            throw error("\"\(value)\" is not a duration; write 90s, 15m, 1h or 1d")
        }
        return duration
    }

    /// A value, or `nil` for `null`.
    func optional<Value>(_ read: (SettingsNode) throws -> Value) throws -> Value? {
        isNull ? nil : try read(self)
    }
}
