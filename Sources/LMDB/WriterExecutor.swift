import Dispatch

/// Runs an actor's jobs on one serial queue.
///
/// Waiting for LMDB's writer lock or for `fsync` then never holds a thread of the cooperative pool.
/// A write begins and commits inside one synchronous closure, so it stays on one thread though the
/// queue may use several. Use it as an actor's `unownedExecutor`.
package final class WriterExecutor: SerialExecutor {
    private let queue: DispatchQueue

    package init(label: String) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in
            unsafe job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }

    package func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
