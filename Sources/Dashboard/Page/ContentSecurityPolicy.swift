/// What the page may do: run its one script, wear its one style, and nothing else.
struct ContentSecurityPolicy: Component {
    let policy: String

    /// Hashes exactly the text between the tags.
    init(style: String, script: String, sha256: ([UInt8]) -> [UInt8]) {
        let styleHash = Self.base64(sha256(Array(style.utf8)))
        let scriptHash = Self.base64(sha256(Array(script.utf8)))
        policy =
            "default-src 'none'; script-src 'sha256-\(scriptHash)'; "
            + "style-src 'sha256-\(styleHash)'; img-src data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'"
    }

    var body: Markup {
        tag("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) }
            bits <<= 8 * (3 - group.count)
            for index in 0..<4 {
                text.append(
                    index <= group.count
                        ? alphabet[bits >> (18 - 6 * index) & 0x3F] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
