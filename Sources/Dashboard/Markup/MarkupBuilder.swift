/// Collects the children of an element: markup, components and plain text.
@resultBuilder
package enum MarkupBuilder {
    package static func buildExpression(_ markup: Markup) -> Markup { markup }
    package static func buildExpression(_ text: String) -> Markup { .text(text) }
    package static func buildExpression(_ component: some Component) -> Markup { component.body }
    package static func buildExpression(_ component: (some Component)?) -> Markup {
        component?.body ?? .empty
    }
    package static func buildBlock(_ parts: Markup...) -> Markup { .group(parts) }
    package static func buildArray(_ parts: [Markup]) -> Markup { .group(parts) }
    package static func buildOptional(_ part: Markup?) -> Markup { part ?? .empty }
    package static func buildEither(first part: Markup) -> Markup { part }
    package static func buildEither(second part: Markup) -> Markup { part }
}

/// An element; attributes that are nil are left out, empty ones stand without a value.
package func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    @MarkupBuilder children: () -> Markup = { .empty }
) -> Markup {
    let content = children()
    let nodes = if case .group(let nodes) = content { nodes } else { [content] }
    return .element(
        name,
        attributes: attributes.compactMap { name, value in value.map { (name, $0) } },
        children: nodes)
}
