import BrowserDriver
import Foundation
import Projections
import Testing

/// The rules of axe-core, which `ops/setup --test` puts below `.build`.
extension BrowserSuite {
    @Suite("Accessibility")
    struct AccessibilityTests {
        private static func engine() throws -> String {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: ".build/test-tools/axe.min.js")
            guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                throw BrowserError(
                    "axe.min.js is missing below .build: run ops/setup --test.")
            }
            return text
        }

        @Test(arguments: [false, true])
        func noRuleIsBrokenInEitherTheme(dark: Bool) async throws {
            let engine = try Self.engine()
            for document in [try PageFile.portal(), try PageFile.example()] {
                try await PageFile.with(document) { page in
                    try await Browser.run(dark: dark) { browser in
                        try await browser.open(page.url)
                        let result = try await browser.run(
                            engine
                                + """
                                ;document.querySelectorAll('main>section').forEach((node) => { node.style.contentVisibility = 'visible'; });
                                return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                                  .then(({ violations, passes }) => [passes.length, violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | '))]);
                                """)
                        #expect((result[0].int ?? 0) > 20)
                        #expect(result[1].elements == [])
                    }
                }
            }
        }
    }
}
