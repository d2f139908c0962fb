package import HubSpotModel

/// One property of an image; its value is never missing.
package struct ImageProperty: Hashable, Sendable {
    package let name: Symbol
    package let value: StoredValue

    package init(name: Symbol, value: StoredValue) {
        self.name = name
        self.value = value
    }
}
