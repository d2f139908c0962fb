/// Names one record of the portal: its stream, "deals/42".
package struct RecordKey: Hashable, Sendable, CustomStringConvertible {
    package let object: ObjectType
    package let id: RecordID

    @inlinable
    package init(_ object: ObjectType, _ id: RecordID) {
        self.object = object
        self.id = id
    }

    package var description: String { "\(object.name)/\(id)" }
}

extension RecordKey: Comparable {
    package static func < (left: RecordKey, right: RecordKey) -> Bool {
        left.object == right.object
            ? left.id < right.id : left.object.rawValue < right.object.rawValue
    }
}
