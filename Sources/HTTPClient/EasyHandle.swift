import CCurl

/// A libcurl easy handle with one owner; used by the driver's thread only.
@safe final class EasyHandle {
    let curl: CurlLibrary
    let pointer: UnsafeMutableRawPointer

    init(_ curl: CurlLibrary) throws(TransportError) {
        guard let pointer = unsafe ccurl_easy_init(curl.functions) else {
            throw TransportError(.libraryMissing, "libcurl gave no easy handle")
        }
        self.curl = curl
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe ccurl_easy_cleanup(curl.functions, pointer)
    }

    func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(option, unsafe ccurl_setopt_long(curl.functions, pointer, option, value))
    }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) throws(TransportError) {
        try check(option, unsafe ccurl_setopt_string(curl.functions, pointer, option, value))
    }

    /// libcurl keeps the pointer.
    func set(_ option: CURLoption, keeping value: UnsafeRawPointer?) throws(TransportError) {
        try unsafe check(
            option, ccurl_setopt_pointer(curl.functions, pointer, option, value))
    }

    func set(_ option: CURLoption, _ callback: @escaping ccurl_receive) throws(TransportError) {
        try unsafe check(
            option, ccurl_setopt_receive(curl.functions, pointer, option, callback))
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        unsafe ccurl_getinfo_long(curl.functions, pointer, info, &value)
        return value
    }

    private func check(_ option: CURLoption, _ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else {
            throw TransportError(
                .other(code.rawValue), "libcurl refused option \(option.rawValue)")
        }
    }
}
