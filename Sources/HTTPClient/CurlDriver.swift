import CCurl
import Glibc
import Synchronization

/// The thread that owns the multi handle.
///
/// ``post(_:)`` may be called from any thread; everything else happens on the driver's own.
@safe final class CurlDriver: Sendable {
    enum Command {
        case start(UInt64, HTTPRequest, CheckedContinuation<HTTPResponse, any Error>)
        case cancel(UInt64)
        case close
    }

    private let curl: CurlLibrary
    private let configuration: CurlClient.Configuration
    private let commands = Mutex<[Command]>([])
    // Used by the driver's thread only, except for the wake-up, which any thread may call.
    nonisolated(unsafe) private let multi: UnsafeMutableRawPointer

    /// Starts the thread; it ends after ``Command/close``.
    static func start(
        configuration: CurlClient.Configuration
    ) throws(TransportError) -> CurlDriver {
        let driver = try CurlDriver(configuration)
        try driver.startThread()
        return driver
    }

    private init(_ configuration: CurlClient.Configuration) throws(TransportError) {
        curl = try CurlLibrary.shared()
        guard let multi = unsafe ccurl_multi_init(curl.functions) else {
            throw TransportError(.libraryMissing, "libcurl gave no multi handle")
        }
        self.configuration = configuration
        unsafe self.multi = multi
        let connections = configuration.transfersMax
        unsafe ccurl_multi_setopt_long(
            curl.functions, multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
        unsafe ccurl_multi_setopt_long(curl.functions, multi, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit {
        unsafe ccurl_multi_cleanup(curl.functions, multi)
    }

    func post(_ command: Command) {
        let wasEmpty = commands.withLock { commands in
            commands.append(command)
            return commands.count == 1
        }
        // The thread takes all commands at once, so the first of a batch wakes it for all.
        if wasEmpty { unsafe ccurl_multi_wakeup(curl.functions, multi) }
    }

    private func startThread() throws(TransportError) {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                let driver = unsafe Unmanaged<CurlDriver>.fromOpaque(context).takeRetainedValue()
                var loop = unsafe TransferLoop(
                    curl: driver.curl, multi: driver.multi,
                    configuration: driver.configuration)
                loop.run { driver.takeCommands() }
                return nil
            }, context)
        guard code == 0 else {
            unsafe Unmanaged<CurlDriver>.fromOpaque(context).release()
            throw TransportError(.libraryMissing, "could not start a thread, error \(code)")
        }
        pthread_detach(thread)
    }

    private func takeCommands() -> [Command] {
        commands.withLock { commands in
            let taken = commands
            commands = []
            return taken
        }
    }
}
