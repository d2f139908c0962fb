import CCurl
import Glibc

/// libcurl, opened and initialised on first use and never closed.
///
/// The table does not change after that; its functions may be called from any thread, each handle
/// from one thread at a time. Source: libcurl-thread(3), curl_global_init(3).
@safe struct CurlLibrary: Sendable {
    nonisolated(unsafe) let functions: UnsafePointer<ccurl_library>

    private static let opened: Result<CurlLibrary, TransportError> = open()

    /// - Throws: ``TransportError`` with code `.libraryMissing`.
    static func shared() throws(TransportError) -> CurlLibrary {
        try opened.get()
    }

    private static func open() -> Result<CurlLibrary, TransportError> {
        let functions = UnsafeMutablePointer<ccurl_library>.allocate(capacity: 1)
        unsafe functions.initialize(to: ccurl_library())
        if let reason = unsafe ccurl_open(functions) {
            let text = unsafe String(cString: reason)
            return .failure(TransportError(.libraryMissing, "could not open libcurl: \(text)"))
        }
        let code = unsafe ccurl_global_init(functions)
        guard code == CURLE_OK else {
            return .failure(
                TransportError(.libraryMissing, "libcurl did not start, code \(code.rawValue)"))
        }
        // Writing to a connection that the other side closed raises it, whatever NOSIGNAL says.
        _ = signal(SIGPIPE, SIG_IGN)
        return unsafe .success(CurlLibrary(functions: UnsafePointer(functions)))
    }

    /// libcurl and the libraries it uses, with versions; opens it.
    static func version() throws(TransportError) -> String {
        unsafe String(cString: ccurl_version(try shared().functions))
    }
}
