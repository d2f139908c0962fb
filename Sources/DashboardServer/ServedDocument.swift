/// One JSON document with its validator.
package struct ServedDocument: Sendable {
    package let bytes: [UInt8]
    /// Strong, with its quotation marks: equal documents have equal ones.
    package let entityTag: String

    package init(bytes: [UInt8], entityTag: String) {
        self.bytes = bytes
        self.entityTag = entityTag
    }
}
