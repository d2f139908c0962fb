/// The page's one script.
///
/// It shows and hides what is already there, sorts, searches, exports and opens dialogs. It draws
/// nothing and computes no figure. Text of the portal reaches the page through `textContent` only.
enum Script {
    /// Exactly what stands between the script tags; its hash is in the policy.
    static let text = written(
        state + variants + rule + documents + tables + drill + whatIf + marks + start)

    /// The source without indentation, empty lines and the lines that are comments.
    private static func written(_ source: String) -> String {
        source.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { !($0.isEmpty || $0.hasPrefix("/*") && $0.hasSuffix("*/")) }
            .joined(separator: "\n")
    }
}
