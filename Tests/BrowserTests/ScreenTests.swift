import BrowserDriver
import Foundation
import Projections
import Testing

@testable import Dashboard

/// The whole page against stored pictures, and the printed page.
///
/// `UPDATE_SNAPSHOTS=1` stores the pictures anew; a picture that differs is put below
/// `.build/screens`, for looking at.
extension BrowserSuite {
    @Suite("Screens")
    struct ScreenTests {
        /// The share of a part's pixels that may differ: fonts of other versions draw other edges.
        private static let toleranceShare = 0.005
        private static let scale = Decimal(string: "0.5") ?? 1

        private static let parts =
            ["top"] + SectionKey.allCases.map(\.rawValue) + ["foot"]

        private static func file(_ part: String, _ width: Int, dark: Bool) -> String {
            "\(width)-\(dark ? "dark" : "light")/\(part).webp"
        }

        private static func stored(_ name: String) -> URL {
            URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Fixtures/Screens/\(name)")
        }

        private static func write(_ picture: String, to file: URL) throws {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try #require(Data(base64Encoded: picture)).write(to: file)
        }

        @Test(arguments: [320, 768, 1280, 1920], [false, true])
        func everyPartOfThePageLooksAsStored(width: Int, dark: Bool) async throws {
            let isStoring = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"
            let manifest = try PageFile.demoManifest()
            try await PageFile.with(try PageFile.demo(), manifest: manifest) { page in
                try await Browser.run(width: width, scale: Self.scale, dark: dark) { browser in
                    try await browser.open(page.url)
                    for part in Self.parts {
                        let picture = try await Self.picture(of: part, browser)
                        let name = Self.file(part, width, dark: dark)
                        if isStoring { try Self.write(picture, to: Self.stored(name)) }
                        guard let stored = try? Data(contentsOf: Self.stored(name)) else {
                            Issue.record("\(name) is not stored: UPDATE_SNAPSHOTS=1")
                            continue
                        }
                        let share = try await browser.run(
                            Self.compare, .text(picture), .text(stored.base64EncodedString()))
                        let different = try #require(share.double)
                        if different > Self.toleranceShare {
                            let place = PageFile.file(".build/screens/\(name)")
                            try Self.write(picture, to: place)
                            Issue.record(
                                """
                                \(name) differs in \(different * 100) % of its pixels: look at \
                                \(place.path), then UPDATE_SNAPSHOTS=1
                                """)
                        }
                    }
                }
            }
        }

        /// A part of the page alone, so that what stands above it moves no edge in it.
        private static func picture(of part: String, _ browser: Browser) async throws -> String {
            let box = try await browser.run(
                """
                const part = arguments[0];
                const isTop = part === 'top', isFoot = part === 'foot';
                const show = (node, isShown) => { node.style.display = isShown ? '' : 'none'; };
                document.querySelectorAll('main>section').forEach((node) => {
                  show(node, node.id === part);
                  node.style.contentVisibility = 'visible';
                });
                show(document.querySelector('.top'), isTop);
                show(document.querySelector('.bar'), isTop);
                show(document.querySelector('.frame'), !isTop && !isFoot);
                show(document.querySelector('.foot'), isFoot);
                // The age of the figures goes by today's clock.
                document.querySelector('#age').style.visibility = 'hidden';
                scrollTo(0, 0);
                return document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
                  done([document.documentElement.clientWidth, Math.ceil(document.documentElement.getBoundingClientRect().height / 2) * 2]);
                }))));
                """, .text(part))
            let shot = try await browser.devTools(
                "Page.captureScreenshot",
                [
                    "format": .text("webp"), "quality": .number(50),
                    "captureBeyondViewport": .bool(true),
                    "clip": .object([
                        "x": .number(0), "y": .number(0), "width": box[0], "height": box[1],
                        "scale": .number(1),
                    ]),
                ])
            return try #require(shot["data"].string)
        }

        /// The share of pixels that differ by more than a shade; 1 for pictures of two sizes.
        private static let compare = """
            const pixels = async (text) => {
              const bytes = Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0));
              const picture = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const context = canvas.getContext('2d');
              context.drawImage(picture, 0, 0);
              return context.getImageData(0, 0, picture.width, picture.height);
            };
            return Promise.all([...arguments].slice(0, 2).map(pixels)).then(([one, two]) => {
              if (one.width !== two.width || one.height !== two.height) return 1;
              let different = 0;
              for (let place = 0; place < one.data.length; place += 4) {
                const apart = (part) => Math.abs(one.data[place + part] - two.data[place + part]);
                if (apart(0) > 24 || apart(1) > 24 || apart(2) > 24) different += 1;
              }
              return different / (one.data.length / 4);
            });
            """

        /// A card that lacks its chart is seen, however long the page is.
        @Test func aPartWithSomethingElseInItIsToldApart() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run(scale: Self.scale) { browser in
                    try await browser.open(page.url)
                    let whole = try await Self.picture(of: "pipeline", browser)
                    let again = try await Self.picture(of: "pipeline", browser)
                    let same = try await browser.run(Self.compare, .text(whole), .text(again))
                    #expect(same == .number(0))
                    try await browser.run(
                        "document.querySelector('#pipeline svg.plot').style.visibility = 'hidden'")
                    let bare = try await Self.picture(of: "pipeline", browser)
                    let share = try await browser.run(Self.compare, .text(whole), .text(bare))
                    #expect((share.double ?? 0) > Self.toleranceShare)
                    try await browser.prefer(["prefers-color-scheme": "dark"])
                    let dark = try await Self.picture(of: "pipeline", browser)
                    let most = try await browser.run(Self.compare, .text(whole), .text(dark))
                    #expect((most.double ?? 0) > 0.5)
                }
            }
        }

        @Test func thePrintedPageHoldsTheAnswerOfEverySection() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let answers = try await browser.run(
                        "return [...document.querySelectorAll('main>section h2')].map((node) => node.textContent);"
                    ).elements.compactMap(\.string)
                    #expect(answers.count == 8)
                    let printed = try await browser.devTools(
                        "Page.printToPDF",
                        [
                            "preferCSSPageSize": .bool(true), "generateTaggedPDF": .bool(true),
                            "generateDocumentOutline": .bool(true),
                        ])
                    let data = try #require(
                        printed["data"].string.flatMap { Data(base64Encoded: $0) })
                    let text = String(decoding: data, as: Unicode.ASCII.self)
                    let titles = Self.titles(in: text)
                    for answer in answers {
                        let bare = answer.filter { !$0.isWhitespace }
                        #expect(titles.contains { $0.hasPrefix(bare.prefix(60)) }, "\(answer)")
                    }
                    #expect(text.matches(of: /\/Type \/Page\b(?!s)/).count >= 8)
                }
            }
        }

        /// The entries of a PDF's outline, without white space.
        private static func titles(in text: String) -> [String] {
            let plain = text.matches(of: /\/Title \(((?:[^\\)]|\\.)*)\)/).map {
                String($0.1).replacing("\\", with: "")
            }
            let wide = text.matches(of: /\/Title <FEFF([0-9A-F]+)>/).map { match in
                let digits = Array(match.1)
                let units = stride(from: 0, to: digits.count - 3, by: 4).compactMap {
                    UInt16(String(digits[$0..<($0 + 4)]), radix: 16)
                }
                return String(decoding: units, as: UTF16.self)
            }
            return (plain + wide).map { $0.filter { !$0.isWhitespace } }
        }
    }
}
