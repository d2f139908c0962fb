/// Why a browser could not be started or driven.
package struct BrowserError: Error, Equatable, CustomStringConvertible {
    /// One sentence or more; says what to install where something is missing.
    package let description: String

    package init(_ description: String) { self.description = description }

    /// What to do about a driver or a browser that is not there.
    static let remedy =
        "install the Debian packages chromium and chromium-driver (ops/setup --test)"
}
