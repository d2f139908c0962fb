import BrowserDriver
import Foundation

/// A headless browser with a page in it, and what the browser says about it.
///
/// Times are the browser's own: milliseconds since the page was asked for, or of a piece of script.
struct PageMeter {
    private let browser: Browser
    private let blank: URL

    /// How soon a page is there.
    struct Arrival {
        /// The first text or picture on the screen.
        let contentMilliseconds: Double
        /// The first frame with the figures of the default period in it.
        let figuresMilliseconds: Double
    }

    /// One change of the period.
    struct Switch {
        /// Script alone: what the budget is about.
        let scriptMilliseconds: Double
        /// With style and layout of all that is on the screen.
        let laidOutMilliseconds: Double
    }

    /// Prepares a browser in which every page notes when its figures are seen and what moves.
    init(_ browser: Browser) async throws {
        self.browser = browser
        guard let blank = URL(string: "about:blank") else {
            throw BenchmarkError("about:blank is no address")
        }
        self.blank = blank
        try await browser.setSize(1280, 900)
        try await browser.devTools(
            "Page.addScriptToEvaluateOnNewDocument", ["source": .text(Self.watch)])
    }

    /// Notes the end of the first frame with figures, and every shift of the layout.
    private static let watch = """
        window.meter = { figures: null, shift: 0 };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) meter.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        const look = () => {
          const figure = document.querySelector('[data-metric]');
          if (!figure?.getBoundingClientRect().height) { requestAnimationFrame(look); return; }
          const channel = new MessageChannel();
          channel.port1.onmessage = () => { meter.figures = performance.now(); };
          channel.port2.postMessage(0);
        };
        requestAnimationFrame(look);
        """

    /// Makes the processor look so many times as slow to the page; 1 is its own speed.
    func slowDown(by factor: Int) async throws {
        try await browser.devTools(
            "Emulation.setCPUThrottlingRate", ["rate": .number(Decimal(factor))])
    }

    /// Opens a page anew.
    @discardableResult
    func open(_ page: URL) async throws -> Arrival {
        try await browser.open(blank)
        try await browser.open(page)
        for _ in 0..<200 {
            let times = try await browser.run(
                "return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null, meter.figures];"
            )
            if let content = times[0].double, let figures = times[1].double {
                return Arrival(contentMilliseconds: content, figuresMilliseconds: figures)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw BenchmarkError("the browser painted no figure of the page within four seconds")
    }

    /// Waits until the page has made what it makes while nothing else is to do.
    func settle() async throws {
        try await browser.run(
            """
            const quiet = (left) => new Promise((done) => requestIdleCallback((idle) =>
              done(idle.timeRemaining() > 8 ? left - 1 : left))).then((rest) => rest > 0 ? quiet(rest) : true);
            return quiet(10);
            """)
    }

    func choose(_ period: String) async throws -> Switch {
        let times = try await browser.run(
            """
            const radio = document.querySelector(`#periods input[value="${arguments[0]}"]`);
            const start = performance.now();
            radio.click();
            const scripted = performance.now();
            document.body.getBoundingClientRect();
            const end = performance.now();
            return new Promise((done) => requestAnimationFrame(() => done([scripted - start, end - start, document.documentElement.dataset.period])));
            """, .text(period))
        guard let script = times[0].double, let all = times[1].double,
            times[2].string == period
        else { throw BenchmarkError("the page did not change to \(period)") }
        return Switch(scriptMilliseconds: script, laidOutMilliseconds: all)
    }

    /// Opens the deals behind the figure of open deals; until they are laid out.
    func openDeals(_ count: Int) async throws -> Double {
        let answer = try await browser.run(
            """
            const figure = document.querySelector('[data-drill=open]');
            const start = performance.now();
            figure.click();
            const dialog = document.querySelector('#drill');
            dialog.getBoundingClientRect();
            const taken = performance.now() - start;
            const deals = dialog.querySelector('table').dataset.keys.split(',').length;
            dialog.close();
            return [taken, dialog.querySelector('table') ? deals : 0];
            """)
        guard let taken = answer[0].double, answer[1].int == count else {
            throw BenchmarkError("the dialog does not hold \(count) deals")
        }
        return taken
    }

    /// Sum of all shifts of the layout that the reader did not ask for; 0 is none.
    func layoutShift() async throws -> Double {
        try await browser.run("return meter.shift;").double ?? .nan
    }

    /// What the script keeps after a collection, in megabytes.
    func heapMegabytes() async throws -> Double {
        try await browser.devTools("HeapProfiler.collectGarbage", [:])
        guard let bytes = try await browser.devTools("Runtime.getHeapUsage", [:])["usedSize"].double
        else { throw BenchmarkError("the browser does not say how large its heap is") }
        return bytes / 1e6
    }

    /// Nodes that the page holds, shown or not.
    func nodes() async throws -> Double {
        try await browser.devTools("Memory.getDOMCounters", [:])["nodes"].double ?? .nan
    }
}
