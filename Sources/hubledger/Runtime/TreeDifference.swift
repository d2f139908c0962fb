import Foundation

/// A place in which two JSON documents differ.
struct TreeDifference {
    /// Keys and indices: `pipeline.byOwner[2].amount`.
    let path: String
    let left: String
    let right: String

    /// Every leaf in which two parsed documents differ; a list of another length is one.
    static func all(_ left: Any?, _ right: Any?, at path: String = "") -> [TreeDifference] {
        if let left = left as? [String: Any], let right = right as? [String: Any] {
            return Set(left.keys).union(right.keys).sorted().flatMap { key in
                all(left[key], right[key], at: path.isEmpty ? key : "\(path).\(key)")
            }
        }
        if let left = left as? [Any], let right = right as? [Any] {
            guard left.count == right.count else {
                return [
                    TreeDifference(
                        path: path, left: "\(left.count) rows", right: "\(right.count) rows")
                ]
            }
            return left.indices.flatMap { all(left[$0], right[$0], at: "\(path)[\($0)]") }
        }
        let (one, other) = (text(left), text(right))
        return one == other ? [] : [TreeDifference(path: path, left: one, right: other)]
    }

    private static func text(_ value: Any?) -> String {
        switch value {
        case nil: "absent"
        case is NSNull: "null"
        case let text as String: "\"\(text.prefix(80))\""
        case let object as [String: Any]: "an object of \(object.count) keys"
        case let rows as [Any]: "\(rows.count) rows"
        case .some(let value): "\(value)"
        }
    }
}
