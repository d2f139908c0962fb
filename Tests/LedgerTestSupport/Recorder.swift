import Synchronization

/// What a test sees happen on other threads and tasks, in order.
package final class Recorder<Element: Sendable>: Sendable {
    private let recorded = Mutex<[Element]>([])

    package init() {}

    /// Adds an element and returns its number, from 0.
    @discardableResult
    package func record(_ element: Element) -> Int {
        recorded.withLock { recorded in
            recorded.append(element)
            return recorded.count - 1
        }
    }

    package var elements: [Element] { recorded.withLock { $0 } }
    package var count: Int { recorded.withLock { $0.count } }
}
