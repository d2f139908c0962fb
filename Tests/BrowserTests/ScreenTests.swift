import BrowserDriver
import Foundation
import Projections
import Testing

/// The first screen against stored pictures, and the printed page.
extension BrowserSuite {
    @Suite("Screens")
    struct ScreenTests {
        /// The share of pixels that may differ: fonts of other versions draw other edges.
        private static let toleranceShare = 0.005

        private static func file(_ width: Int, dark: Bool) -> URL {
            URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "Fixtures/Screens/\(width)-\(dark ? "dark" : "light").png")
        }

        /// `UPDATE_SNAPSHOTS=1` stores the pictures anew.
        @Test(arguments: [320, 768, 1280, 1920], [false, true])
        func theFirstScreenLooksAsStored(width: Int, dark: Bool) async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run(width: width, height: 560, dark: dark) { browser in
                    try await browser.open(page.url)
                    // The age of the figures goes by today's clock.
                    try await browser.run(
                        "document.querySelector('#age').style.visibility = 'hidden'; return document.fonts.ready.then(() => true);"
                    )
                    let shot = try await browser.devTools(
                        "Page.captureScreenshot", ["format": .text("png")])
                    let picture = try #require(shot["data"].string)
                    let file = Self.file(width, dark: dark)
                    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
                        try FileManager.default.createDirectory(
                            at: file.deletingLastPathComponent(),
                            withIntermediateDirectories: true)
                        try #require(Data(base64Encoded: picture)).write(to: file)
                    }
                    let stored = try Data(contentsOf: file).base64EncodedString()
                    let blank = try #require(URL(string: "about:blank"))
                    try await browser.open(blank)
                    let share = try await browser.run(
                        Self.compare, .text(picture), .text(stored))
                    let different = try #require(share.number)
                    #expect(
                        different <= Decimal(Self.toleranceShare),
                        "\(file.lastPathComponent): look, then UPDATE_SNAPSHOTS=1")
                }
            }
        }

        /// The share of pixels that differ by more than a shade; 1 for pictures of two sizes.
        private static let compare = """
            const pixels = async (text) => {
              const picture = new Image();
              picture.src = 'data:image/png;base64,' + text;
              await picture.decode();
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const context = canvas.getContext('2d');
              context.drawImage(picture, 0, 0);
              return context.getImageData(0, 0, picture.width, picture.height);
            };
            return Promise.all([...arguments].slice(0, 2).map(pixels)).then(([one, two]) => {
              if (one.width !== two.width || one.height !== two.height) return 1;
              let different = 0;
              for (let place = 0; place < one.data.length; place += 4) {
                const apart = Math.max(...[0, 1, 2].map((part) => Math.abs(one.data[place + part] - two.data[place + part])));
                if (apart > 24) different += 1;
              }
              return different / (one.data.length / 4);
            });
            """

        @Test func twoPicturesOfDifferentThingsAreToldApart() async throws {
            let light = try Data(contentsOf: Self.file(768, dark: false)).base64EncodedString()
            let dark = try Data(contentsOf: Self.file(768, dark: true)).base64EncodedString()
            try await Browser.run { browser in
                let share = try await browser.run(Self.compare, .text(light), .text(dark))
                #expect((share.number ?? 0) > Decimal(0.5))
                let same = try await browser.run(Self.compare, .text(light), .text(light))
                #expect(same == .number(0))
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
