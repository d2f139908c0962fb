/// The token may not read what was asked for; the rest of the portal can still be read.
package struct Unreadable: Error, Equatable {
    /// One sentence that names the missing scope.
    package let reason: String

    package init(reason: String) { self.reason = reason }
}
