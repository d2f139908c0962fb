/// A direction in which links are read: from the record that owns them to the linked one.
package struct AssociationKind: Hashable, Sendable {
    package let from: ObjectType
    package let to: ObjectType

    package init(from: ObjectType, to: ObjectType) {
        self.from = from
        self.to = to
    }

    /// Every direction that hubledger reads.
    ///
    /// Source: metric dictionary, section 14.
    package static let all: [AssociationKind] = [
        .init(from: .contacts, to: .companies),
        .init(from: .deals, to: .companies),
        .init(from: .deals, to: .contacts),
        .init(from: .calls, to: .deals),
        .init(from: .emails, to: .deals),
        .init(from: .meetings, to: .deals),
        .init(from: .tasks, to: .deals),
        .init(from: .notes, to: .deals),
    ]
}
