import Glibc

/// Transactions enter shared, a change of the map's size enters alone.
///
/// `mdb_env_set_mapsize` moves the map and does not notice open read transactions, whose pointers
/// then fault; this gate keeps the two apart. A waiting resize goes before transactions that have
/// not begun, except on a thread that is inside already, which would wait for itself.
///
/// Source: lmdb.h, `mdb_env_set_mapsize`; pthread_cond_wait(3).
@safe final class ResizeGate: Sendable {
    // Allocated once and never moved, as pthread demands; `threadsInside` and `resizing` are read
    // and written only while `mutex` is held.
    nonisolated(unsafe) private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    nonisolated(unsafe) private let changed: UnsafeMutablePointer<pthread_cond_t>
    nonisolated(unsafe) private var threadsInside: [pthread_t] = []
    nonisolated(unsafe) private var resizesWaiting = 0

    init() {
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(changed, nil)
        unsafe threadsInside.reserveCapacity(64)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Enters shared; pair with ``leave()`` on the same thread.
    func enter() {
        let thread = pthread_self()
        unsafe pthread_mutex_lock(mutex)
        while unsafe resizesWaiting > 0 && !threadsInside.contains(thread) {
            unsafe pthread_cond_wait(changed, mutex)
        }
        unsafe threadsInside.append(thread)
        unsafe pthread_mutex_unlock(mutex)
    }

    func leave() {
        let thread = pthread_self()
        unsafe pthread_mutex_lock(mutex)
        guard let index = unsafe threadsInside.lastIndex(of: thread) else {
            preconditionFailure("left a gate that this thread had not entered")
        }
        unsafe threadsInside.swapAt(index, threadsInside.count - 1)
        unsafe threadsInside.removeLast()
        if unsafe resizesWaiting > 0 && threadsInside.isEmpty {
            unsafe pthread_cond_broadcast(changed)
        }
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Runs `body` while no transaction is open, waiting for those that are.
    ///
    /// - Returns: `nil`, without running `body`, when the calling thread itself is inside.
    func alone<Result>(
        _ body: () throws(LMDBError) -> Result
    ) throws(LMDBError) -> Result? {
        let thread = pthread_self()
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        if unsafe threadsInside.contains(thread) { return nil }
        unsafe resizesWaiting += 1
        defer {
            unsafe resizesWaiting -= 1
            unsafe pthread_cond_broadcast(changed)
        }
        while unsafe !threadsInside.isEmpty { unsafe pthread_cond_wait(changed, mutex) }
        return try body()
    }
}
