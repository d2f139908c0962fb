import CCurl

/// One request on its way, and what must stay alive while libcurl uses it.
///
/// Made, used and released on the driver's thread.
@safe final class Transfer {
    let id: UInt64
    let continuation: CheckedContinuation<HTTPResponse, any Error>
    let handle: EasyHandle
    /// When the last bytes of the answer came; `nil` before the first.
    private(set) var lastReceived: ContinuousClock.Instant?

    private let bodyBytesMax: Int
    private let headerBytesMax: Int
    private var headers = ResponseHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var refusal: TransportError?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let requestBody: UnsafeMutableRawBufferPointer
    private let errorText: UnsafeMutablePointer<CChar>

    init(
        _ entry: WaitingRequests.Entry, _ handle: EasyHandle,
        _ configuration: CurlClient.Configuration
    ) {
        id = entry.id
        continuation = entry.continuation
        self.handle = handle
        bodyBytesMax = configuration.bodyBytesMax
        headerBytesMax = configuration.headerBytesMax
        unsafe headerList = nil
        let bytes = entry.request.body ?? []
        unsafe requestBody = .allocate(byteCount: bytes.count, alignment: 1)
        unsafe requestBody.copyBytes(from: bytes)
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        unsafe ccurl_slist_free_all(handle.curl.functions, headerList)
        unsafe requestBody.deallocate()
        unsafe errorText.deallocate()
    }

    /// Hands the transfer to libcurl; call ``stop(in:)`` whether this throws or not.
    func start(
        _ request: HTTPRequest, _ configuration: CurlClient.Configuration,
        in multi: UnsafeMutableRawPointer
    ) throws(TransportError) {
        try setDestination(request)
        try setBounds(configuration)
        try setCallbacks()
        let code = unsafe ccurl_multi_add(handle.curl.functions, multi, handle.pointer)
        guard code == CURLM_OK else {
            throw TransportError(.other(UInt32(bitPattern: code.rawValue)), "libcurl is busy")
        }
    }

    /// Takes the transfer out of libcurl, so that nothing can write into it any more.
    ///
    /// The handle is then as new, keeps its connection, and may serve the next transfer.
    func stop(in multi: UnsafeMutableRawPointer) {
        unsafe ccurl_multi_remove(handle.curl.functions, multi, handle.pointer)
        unsafe ccurl_easy_reset(handle.curl.functions, handle.pointer)
    }

    /// The transfer of a handle; libcurl keeps the pointer, so the way back costs O(1).
    static func of(_ easy: UnsafeMutableRawPointer, _ curl: CurlLibrary) -> Transfer? {
        var context: UnsafeMutableRawPointer?
        unsafe ccurl_getinfo_pointer(curl.functions, easy, CURLINFO_PRIVATE, &context)
        return unsafe context.map {
            unsafe Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// The response, or why there is none; a body that is not whole is dropped.
    func result(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
        if let refusal { return .failure(refusal) }
        guard code == CURLE_OK else {
            var text = unsafe String(cString: errorText)
            if text.isEmpty {
                text = unsafe String(
                    cString: ccurl_easy_strerror(handle.curl.functions, code))
            }
            return .failure(TransportError(curl: code, message: text))
        }
        let response = HTTPResponse(
            status: handle.long(CURLINFO_RESPONSE_CODE), headers: headers, body: body,
            connectionsOpened: handle.long(CURLINFO_NUM_CONNECTS))
        return .success(response)
    }
}

// MARK: - Options

extension Transfer {
    private func setDestination(_ request: HTTPRequest) throws(TransportError) {
        try handle.set(CURLOPT_URL, request.url)
        try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try handle.set(CURLOPT_FOLLOWLOCATION, 0)
        try handle.set(CURLOPT_PATH_AS_IS, 1)
        // A proxy of the environment is for the network, not for this machine.
        if request.base.isLoopback { try handle.set(CURLOPT_PROXY, "") }
        switch request.method {
        case .get:
            try handle.set(CURLOPT_HTTPGET, 1)
        case .post:
            try handle.set(CURLOPT_POST, 1)
            try handle.set(CURLOPT_POSTFIELDSIZE, unsafe requestBody.count)
            unsafe try handle.set(CURLOPT_POSTFIELDS, keeping: requestBody.baseAddress)
        }
        append("Expect:")  // Not to wait a second before sending a body.
        for header in request.headers { append(header.line) }
        unsafe try handle.set(CURLOPT_HTTPHEADER, keeping: UnsafeRawPointer(headerList))
    }

    private func append(_ line: String) {
        guard
            let longer = unsafe ccurl_slist_append(handle.curl.functions, headerList, line)
        else { preconditionFailure("no memory for a request header") }
        unsafe headerList = longer
    }

    private func setBounds(_ configuration: CurlClient.Configuration) throws(TransportError) {
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeoutMilliseconds)
        try handle.set(CURLOPT_TIMEOUT_MS, configuration.totalTimeoutMilliseconds)
        try handle.set(CURLOPT_NOSIGNAL, 1)
        try handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        try handle.set(CURLOPT_PIPEWAIT, 1)  // Share an HTTP/2 connection instead of opening more.
        try handle.set(CURLOPT_BUFFERSIZE, 128 << 10)
        try handle.set(CURLOPT_ACCEPT_ENCODING, "")  // Whatever libcurl decodes.
        try handle.set(CURLOPT_USERAGENT, configuration.userAgent)
        try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = configuration.certificateAuthorityFile {
            try handle.set(CURLOPT_CAINFO, file)
        }
    }

    private func setCallbacks() throws(TransportError) {
        let context = unsafe UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        unsafe try handle.set(CURLOPT_PRIVATE, keeping: context)
        unsafe try handle.set(CURLOPT_ERRORBUFFER, keeping: errorText)
        unsafe try handle.set(CURLOPT_WRITEDATA, keeping: context)
        unsafe try handle.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            unsafe Transfer.receive(bytes, size * count, context) { unsafe $0.receiveBody($1) }
        }
        unsafe try handle.set(CURLOPT_HEADERDATA, keeping: context)
        unsafe try handle.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            unsafe Transfer.receive(bytes, size * count, context) { unsafe $0.receiveHeader($1) }
        }
    }
}

// MARK: - Receiving

extension Transfer {
    /// Returns the number of bytes taken; fewer than given makes libcurl fail the transfer.
    private static func receive(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        transfer.lastReceived = .now
        let isTaken = unsafe take(transfer, UnsafeRawBufferPointer(start: bytes, count: count))
        return isTaken ? count : 0
    }

    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= bodyBytesMax else {
            refusal = TransportError(
                .bodyTooLarge(limitBytes: bodyBytesMax), "the body exceeds \(bodyBytesMax) B")
            return false
        }
        unsafe body.append(contentsOf: bytes)
        return true
    }

    private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= headerBytesMax else {
            refusal = TransportError(
                .headersTooLarge(limitBytes: headerBytesMax),
                "the headers exceed \(headerBytesMax) B")
            return false
        }
        unsafe headers.take(line: line)
        return true
    }
}

extension TransportError {
    /// The error of a CURLcode.
    ///
    /// Source: libcurl-errors(3).
    init(curl code: CURLcode, message: String) {
        let meaning: Code =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotResolved
            case CURLE_COULDNT_CONNECT: .cannotConnect
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE,
                CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_AGAIN:
                .connectionLost
            case CURLE_SSL_CONNECT_ERROR: .tlsFailed
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
                CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CERTPROBLEM:
                .certificateRefused
            case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
                CURLE_UNSUPPORTED_PROTOCOL, CURLE_WRITE_ERROR:
                .malformedResponse
            default: .other(code.rawValue)
            }
        self.init(meaning, message)
    }
}
