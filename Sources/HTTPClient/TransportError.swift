/// A transfer that gave no whole response; an HTTP error status is a response and not this.
package struct TransportError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: Equatable, Sendable {
        case nameNotResolved
        case cannotConnect
        /// Connecting, waiting or reading took longer than allowed.
        case timedOut
        /// The body had begun and then nothing came any more.
        case stalled
        /// The other side closed or reset the connection before the response was whole.
        case connectionLost
        /// No secure connection could be agreed on.
        case tlsFailed
        /// The other side is not who the certificate authorities say it is.
        case certificateRefused
        /// The answer is not HTTP, or not in the encoding it claims.
        case malformedResponse
        case bodyTooLarge(limitBytes: Int)
        case headersTooLarge(limitBytes: Int)
        case invalidHeader
        /// More requests wait for a connection than the client holds.
        case queueFull(limit: Int)
        case clientClosed
        /// libcurl could not be opened.
        case libraryMissing
        /// Any other CURLcode.
        case other(UInt32)
    }

    package let code: Code
    /// What happened, in libcurl's or our words; holds no header and no body.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether the same request can succeed later without anyone changing anything.
    package var isTransient: Bool {
        switch code {
        case .nameNotResolved, .cannotConnect, .timedOut, .stalled, .connectionLost, .tlsFailed,
            .malformedResponse:
            true
        case .certificateRefused, .bodyTooLarge, .headersTooLarge, .invalidHeader, .queueFull,
            .clientClosed, .libraryMissing, .other:
            false
        }
    }

    /// One sentence telling the operator what to do, or `nil` when no action is known to help.
    package var remedy: String? {
        switch code {
        case .nameNotResolved:
            "Check the host name of HUBSPOT_BASE_URL and the name server of this machine."
        case .cannotConnect:
            "Check the network and the firewall of this machine, and the port of HUBSPOT_BASE_URL."
        case .timedOut, .stalled, .connectionLost:
            "Check the network; if it lasts, look at status.hubspot.com."
        case .tlsFailed:
            "Check the clock of this machine and whether a proxy stands in between."
        case .certificateRefused:
            "Install ca-certificates, check the clock, and find out who answers for this host: "
                + "verification is never switched off."
        case .malformedResponse:
            "Find out what answers at HUBSPOT_BASE_URL: a proxy or a portal page may stand there."
        case .libraryMissing:
            "Install the package libcurl4."
        case .bodyTooLarge, .headersTooLarge:
            "The answer is larger than any of HubSpot's; find out what answers at this address."
        case .invalidHeader:
            "Look for line ends or spaces around the token where it is kept."
        case .queueFull, .clientClosed, .other:
            nil
        }
    }

    package var description: String {
        message + (remedy.map { ". \($0)" } ?? "")
    }
}
