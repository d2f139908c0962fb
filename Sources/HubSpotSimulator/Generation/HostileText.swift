/// Texts that break careless pages, files and parsers.
enum HostileText {
    static let short = [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(2)>",
        "O\"Brien & 'Sons' <b>Ltd</b>",
        "\u{202E}gnirts desrever\u{202C}",
        "👩🏽‍🚀🇬🇧 Zoë’s 🏳️‍🌈",
        "=HYPERLINK(\"https://evil.example.com\",\"click\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "back\\slash\ttab\nnewline\u{0001}control\u{2028}separator",
        "{{constructor.constructor('x')()}}",
        "   ",
        "null",
        "Robert'); DROP TABLE deals;--",
    ]

    /// Ten thousand characters.
    static let long = String(repeating: "Long title ", count: 909) + "x"
}
