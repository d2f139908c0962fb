/// What a row looks like to the analyzers.
enum RecordImage: Sendable, Equatable {
    case deal(DealImage)
    case contact(ContactImage)
    case company(CompanyImage)
    case activity(ActivityImage)
}

extension ImageChanges {
    /// Adds a change; nothing when both sides are the same.
    mutating func append(_ before: RecordImage?, _ after: RecordImage?) {
        switch (before, after) {
        case (nil, nil): return
        case (.deal(let left)?, .deal(let right)?):
            if left != right { deals.append(.init(before: left, after: right)) }
        case (.deal(let left)?, _): deals.append(.init(before: left, after: nil))
        case (_, .deal(let right)?): deals.append(.init(before: nil, after: right))
        case (.contact(let left)?, .contact(let right)?):
            if left != right { contacts.append(.init(before: left, after: right)) }
        case (.contact(let left)?, _): contacts.append(.init(before: left, after: nil))
        case (_, .contact(let right)?): contacts.append(.init(before: nil, after: right))
        case (.company(let left)?, .company(let right)?):
            if left != right { companies.append(.init(before: left, after: right)) }
        case (.company(let left)?, _): companies.append(.init(before: left, after: nil))
        case (_, .company(let right)?): companies.append(.init(before: nil, after: right))
        case (.activity(let left)?, .activity(let right)?):
            if left != right { activities.append(.init(before: left, after: right)) }
        case (.activity(let left)?, _): activities.append(.init(before: left, after: nil))
        case (_, .activity(let right)?): activities.append(.init(before: nil, after: right))
        }
    }
}
