import Projections

/// What one tree changes of another, for the script to make the second from the first.
///
/// As JSON: `0` is the same, a string is a text, `[attributes, child, …]` is the element with other
/// attributes and children, `[tag, attributes, child, …]` is a new element. `0` in the place of
/// attributes changes none, a null removes one. A child goes by the one that stands in its place in
/// the old element, and beyond those by the child before it.
indirect enum PeriodPatch: Sendable, Equatable {
    case same
    case text(String)
    case changed(attributes: [Attribute], children: [PeriodPatch])
    case created(tag: String, attributes: [Attribute], children: [PeriodPatch])

    struct Attribute: Sendable, Equatable {
        let name: String
        /// nil removes it.
        let value: String?
    }

    /// What makes the content of `period` from that of the default period.
    init(_ element: String, _ contents: ByPeriod<Markup>, period: PeriodKey) {
        let node = { (key: PeriodKey) in
            Markup.variant(element, contents, of: key).normalized(for: key)
        }
        guard let base = node(.ytd).first, let new = node(period).first else {
            self = .same
            return
        }
        self.init(from: base, to: new, period: period)
    }

    private init(from base: Markup?, to new: Markup, period: PeriodKey) {
        switch (base, new) {
        case (.text(let old)?, .text(let text)) where old == text: self = .same
        case (_, .text(let text)): self = .text(text)
        case (
            .element(let tag, let old, let oldChildren)?,
            .element(let newTag, let attributes, let children)
        ) where tag == newTag:
            let changes = Self.changes(
                from: old.map { ($0.name, Self.renamed($0.name, $0.value, for: period)) },
                to: attributes)
            let patches = Self.patches(from: oldChildren, to: children, period: period)
            let isSame =
                changes.isEmpty && patches.allSatisfy { $0 == .same }
                && oldChildren.count == children.count
            self = isSame ? .same : .changed(attributes: changes, children: patches)
        case (_, .element(let tag, let attributes, let children)):
            self = .created(
                tag: tag, attributes: attributes.map { Attribute(name: $0.name, value: $0.value) },
                children: Self.patches(from: [], to: children, period: period))
        case (_, .group), (_, .verbatim), (_, .byPeriod):
            preconditionFailure("the content of a period is normalized: elements and texts only")
        }
    }

    private static func patches(
        from base: [Markup], to new: [Markup], period: PeriodKey
    ) -> [PeriodPatch] {
        new.indices.map { index in
            let reference = index < base.count ? base[index] : index > 0 ? new[index - 1] : nil
            return PeriodPatch(from: reference, to: new[index], period: period)
        }
    }

    private static func changes(
        from old: [(name: String, value: String)], to new: [(name: String, value: String)]
    ) -> [Attribute] {
        let before = Dictionary(old.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let after = Set(new.map(\.name))
        return new.filter { before[$0.name] != $0.value }
            .map { Attribute(name: $0.name, value: $0.value) }
            + old.filter { !after.contains($0.name) }.map { Attribute(name: $0.name, value: nil) }
    }

    /// Attributes of the page's own that name the period; the script renames them as well.
    private static let renamable: Set<String> = [
        "class", "id", "data-metric", "data-in", "data-rows", "aria-labelledby", "aria-describedby",
    ]

    private static func renamed(_ name: String, _ value: String, for period: PeriodKey) -> String {
        renamable.contains(name)
            ? value.replacing(PeriodKey.ytd.rawValue, with: period.rawValue) : value
    }
}

extension PeriodPatch: Encodable {
    func encode(to encoder: any Encoder) throws {
        switch self {
        case .same:
            var container = encoder.singleValueContainer()
            try container.encode(0)
        case .text(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .changed(let attributes, let children):
            var container = encoder.unkeyedContainer()
            try Self.encode(attributes, into: &container)
            for child in children { try container.encode(child) }
        case .created(let tag, let attributes, let children):
            var container = encoder.unkeyedContainer()
            try container.encode(tag)
            try Self.encode(attributes, into: &container)
            for child in children { try container.encode(child) }
        }
    }

    private static func encode(
        _ attributes: [Attribute], into container: inout any UnkeyedEncodingContainer
    ) throws {
        if attributes.isEmpty {
            try container.encode(0)
        } else {
            try container.encode(ByName(attributes.map { ($0.name, $0.value) }))
        }
    }
}

extension Markup {
    /// Elements and texts only, for one period: groups opened, neighbouring texts joined.
    func normalized(for period: PeriodKey) -> [Markup] {
        switch self {
        case .text(let text): return text.isEmpty ? [] : [self]
        case .verbatim: preconditionFailure("the content of a period is never verbatim")
        case .byPeriod(let name, let contents):
            return [
                .element(
                    name, attributes: [("class", period.rawValue)],
                    children: contents[period].normalized(for: period))
            ]
        case .element(let name, let attributes, let children):
            let children = Markup.group(children).normalized(for: period)
            return [.element(name, attributes: attributes, children: children)]
        case .group(let parts):
            var nodes: [Markup] = []
            for node in parts.lazy.flatMap({ $0.normalized(for: period) }) {
                if case .text(let text) = node, case .text(let before)? = nodes.last {
                    nodes[nodes.count - 1] = .text(before + text)
                } else {
                    nodes.append(node)
                }
            }
            return nodes
        }
    }

    /// The parts that differ by period, in the order of the document.
    func collectPeriods(into slots: inout [(element: String, contents: ByPeriod<Markup>)]) {
        switch self {
        case .text, .verbatim: break
        case .byPeriod(let element, let contents): slots.append((element, contents))
        case .element(_, _, let children):
            for child in children { child.collectPeriods(into: &slots) }
        case .group(let parts):
            for part in parts { part.collectPeriods(into: &slots) }
        }
    }
}
