import Synchronization

/// What a test sees happen on other threads and tasks, in order.
package final class Recorder<Element: Sendable>: Sendable {
    private let recorded = Mutex<[Element]>([])

    package init() {}

    package func record(_ element: Element) {
        recorded.withLock { $0.append(element) }
    }

    package var elements: [Element] { recorded.withLock { $0 } }
    package var count: Int { recorded.withLock { $0.count } }
}
