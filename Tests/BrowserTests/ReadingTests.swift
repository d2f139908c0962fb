import BrowserDriver
import Foundation
import Projections
import Testing

/// Larger text, fingers, and the wishes that a reader's machine passes on.
extension BrowserSuite {
    @Suite("Ways of reading")
    struct ReadingTests {
        private static let showAll =
            "document.querySelectorAll('main>section').forEach((node) => { node.style.contentVisibility = 'visible'; });"

        /// Texts that are cut or lie on one another, within what the reader sees.
        private static let collisions = """
            const leaves = [...document.querySelectorAll('main *, header *, .bar *, footer *')].filter((node) => node.checkVisibility()
              && !node.closest('svg,.vh,[aria-hidden],option,script') && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
            const clipped = leaves.filter((node) => {
              const style = getComputedStyle(node);
              return style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' && node.scrollWidth > node.clientWidth + 2 && !node.closest('.tw,.bar .in');
            }).map((node) => node.outerHTML.slice(0, 90));
            const cut = (node, box) => {
              let { left, right, top, bottom } = box;
              for (let here = node; here && here !== document.body; here = here.parentElement) {
                const { overflowX, overflowY } = getComputedStyle(here);
                if (overflowX === 'visible' && overflowY === 'visible') continue;
                const frame = here.getBoundingClientRect();
                left = Math.max(left, frame.left);
                right = Math.min(right, frame.right);
                top = Math.max(top, frame.top);
                bottom = Math.min(bottom, frame.bottom);
              }
              return { left, right, top, bottom };
            };
            const boxes = leaves.flatMap((node) => {
              const range = document.createRange();
              return [...node.childNodes].filter((child) => child.nodeType === 3 && child.data.trim()).flatMap((child) => {
                range.selectNodeContents(child);
                return [...range.getClientRects()].map((box) => cut(node, { left: box.left, right: box.right, top: box.top + box.height * .25, bottom: box.bottom - box.height * .25 })).map((box) => ({ node, ...box }));
              });
            }).filter((box) => box.bottom > box.top && box.right > box.left && !box.node.closest('.bar,.rail')).sort((a, b) => a.top - b.top);
            const overlapping = [];
            boxes.forEach((box, index) => {
              for (let other = index + 1; other < boxes.length && boxes[other].top < box.bottom; other += 1) {
                const next = boxes[other];
                const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
                const isTable = box.node.closest('.tw') && next.node.closest('.tw');
                if (wide > 2 && !isTable && box.node !== next.node) overlapping.push(box.node.textContent.slice(0, 30) + ' on ' + next.node.textContent.slice(0, 30));
              }
            });

            """

        @Test(arguments: [1280, 768])
        func textOfTwiceTheSizeIsReadWithoutScrollingSideways(width: Int) async throws {
            for document in [try PageFile.demo(), try PageFile.example()] {
                try await PageFile.with(document) { page in
                    try await Browser.run(width: width) { browser in
                        // What a reader sets in the browser: every size in rem and em follows.
                        try await browser.setText(twice: true)
                        try await browser.open(page.url)
                        let result = try await browser.run(
                            Self.showAll + Self.collisions
                                + """
                                const wide = [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest('.tw,.bar .in,svg,#tip'));
                                return [document.documentElement.scrollWidth - innerWidth, clipped, overlapping.slice(0, 8), boxes.length, wide.map((node) => node.outerHTML.slice(0, 60)).slice(0, 6), getComputedStyle(document.body).fontSize];
                                """)
                        #expect((result[0].int ?? 1) <= 0, "\(result[4])")
                        #expect(result[1].elements == [])
                        #expect(result[2].elements == [])
                        #expect((result[3].int ?? 0) > 500)
                        #expect(result[5] == .text("28px"))
                    }
                }
            }
        }

        /// A window of 1280 pixels at 400 % is one of 320; at 200 % one of 640.
        @Test(arguments: [320, 640])
        func noTextLiesOnAnotherWhenThePageIsZoomed(width: Int) async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run(width: width) { browser in
                    try await browser.open(page.url)
                    for period in [PeriodKey.ytd, .allTime] {
                        let result = try await browser.run(
                            "document.querySelector(`#periods input[value=${arguments[0]}]`).click();"
                                + Self.showAll + Self.collisions
                                + "return [document.documentElement.scrollWidth - innerWidth, clipped, overlapping.slice(0, 8)];",
                            .text(period.rawValue))
                        #expect(result[0] == .number(0))
                        #expect(result[1].elements == [])
                        #expect(result[2].elements == [])
                    }
                }
            }
        }

        /// All controls; a figure that opens its records is as high as the line it stands in.
        @Test func fingersFindTargetsOf44Pixels() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run(width: 390, height: 844) { browser in
                    try await browser.devTools(
                        "Emulation.setTouchEmulationEnabled",
                        ["enabled": .bool(true), "maxTouchPoints": .number(1)])
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const reach = (node) => {
                              const box = (node.closest('.seg label,.sw label,.chk') ?? node).getBoundingClientRect();
                              const more = getComputedStyle(node, '::after');
                              const grown = more.content !== 'none' && more.position === 'absolute' ? -parseFloat(more.top) : 0;
                              return [box.width + 2 * grown, box.height + 2 * grown];
                            };
                            const small = [...document.querySelectorAll('button,select,summary,input,.i,.btn,.jump select')].filter((node) => node.checkVisibility({ visibilityProperty: true }))
                              .filter((node) => !node.matches('.mk,.dr') && Math.min(...reach(node)) < 44);
                            return [matchMedia('(pointer:coarse)').matches, [...new Set(small.map((node) => node.tagName + '.' + node.className + (node.type ?? '') + ' ' + Math.round(Math.min(...reach(node)))))]];
                            """)
                    try await browser.devTools(
                        "Emulation.setTouchEmulationEnabled", ["enabled": .bool(false)])
                    #expect(result[0] == .bool(true))
                    #expect(result[1].elements == [])
                }
            }
        }

        @Test func nothingMovesForWhoWantsNoMotionAndLittleForOthers() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run { browser in
                    let moving = """
                        const seconds = (text) => Math.max(...text.split(',').map((part) => parseFloat(part)));
                        const style = (node) => getComputedStyle(node);
                        const all = [...document.querySelectorAll('*')];
                        return [all.filter((node) => seconds(style(node).transitionDuration) > 0 || style(node).animationName !== 'none').length,
                          Math.max(...all.map((node) => seconds(style(node).transitionDuration))),
                          [...new Set(all.flatMap((node) => seconds(style(node).transitionDuration) > 0 ? style(node).transitionProperty.split(', ') : []))],
                          style(document.documentElement).scrollBehavior];
                        """
                    try await browser.open(page.url)
                    let still = try await browser.run(moving)
                    #expect(still[0] == .number(0))
                    #expect(still[3] == .text("auto"))
                    try await browser.prefer(["prefers-reduced-motion": "no-preference"])
                    let lively = try await browser.run(moving)
                    #expect(lively[1].double ?? 1 <= 0.15)
                    let kinds = lively[2].elements.compactMap(\.string)
                    #expect(Set(kinds).isSubset(of: ["opacity", "transform"]))
                    #expect(lively[3] == .text("smooth"))
                }
            }
        }

        @Test func barsStayVisibleInForcedColours() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run { browser in
                    try await browser.prefer(["forced-colors": "active"])
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const ground = getComputedStyle(document.documentElement).backgroundColor;
                            const marks = [...document.querySelectorAll('main svg :is(rect,circle,path,polyline)')].filter((mark) => mark.checkVisibility()
                              && !mark.closest('[aria-hidden],.hits') && !mark.matches('.hit,.past,.ground') && mark.getBoundingClientRect().width > 1 && mark.getBoundingClientRect().height > 1);
                            const lost = marks.filter((mark) => {
                              const style = getComputedStyle(mark);
                              return [style.fill, style.stroke].every((colour) => colour === 'none' || colour === ground || /^rgba.*, 0\\)$/.test(colour));
                            });
                            const chosen = document.querySelector('#periods :checked+span'), other = document.querySelector('#periods input:not(:checked)+span');
                            return [matchMedia('(forced-colors: active)').matches, marks.length, lost.map((mark) => mark.outerHTML.slice(0, 90)).slice(0, 5), lost.length,
                              getComputedStyle(chosen).backgroundColor !== getComputedStyle(other).backgroundColor];
                            """)
                    #expect(result[0] == .bool(true))
                    #expect((result[1].int ?? 0) > 100)
                    #expect(result[2].elements == [], "\(result[3]) in all")
                    #expect(result[4] == .bool(true), "the chosen period stands out")
                }
            }
        }
    }
}
