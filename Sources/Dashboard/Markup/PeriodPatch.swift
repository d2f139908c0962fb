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

    /// What makes the content of each period, in their order, from that of the default period.
    static func patches(of element: String, _ contents: ByPeriod<Markup>) -> [PeriodPatch] {
        let node = { (key: PeriodKey) in
            Markup.variant(element, contents, of: key).normalized(for: key).first
        }
        let base = node(.ytd)
        return PeriodKey.allCases.map { period in
            guard period != .ytd, let base, let new = node(period) else { return .same }
            return PeriodPatch(from: base, to: new, period: period)
        }
    }

    private init(from base: Markup?, to new: Markup, period: PeriodKey) {
        switch (base, new) {
        case (.text(let old)?, .text(let text)) where old == text: self = .same
        case (_, .text(let text)): self = .text(text)
        case (
            .element(let tag, let old, let oldChildren)?,
            .element(let newTag, let attributes, let children)
        ) where tag == newTag:
            let changes = Self.changes(from: old, to: attributes, period: period)
            let patches = Self.patches(from: oldChildren, to: children, period: period)
            let isSame =
                changes.isEmpty && patches.allSatisfy(\.isSame)
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
        from old: [(name: String, value: String)], to new: [(name: String, value: String)],
        period: PeriodKey
    ) -> [Attribute] {
        var changes: [Attribute] = []
        for attribute in new {
            let before = old.last { $0.name == attribute.name }
            if before.map({ renamed($0.name, $0.value, for: period) }) != attribute.value {
                changes.append(Attribute(name: attribute.name, value: attribute.value))
            }
        }
        for attribute in old where !new.contains(where: { $0.name == attribute.name }) {
            changes.append(Attribute(name: attribute.name, value: nil))
        }
        return changes
    }

    private var isSame: Bool { if case .same = self { true } else { false } }

    /// Attributes of the page's own that name the period; the script renames them as well.
    private static func isRenamable(_ name: String) -> Bool {
        switch name {
        case "class", "id", "data-metric", "data-in", "data-rows", "aria-labelledby",
            "aria-describedby":
            true
        default: false
        }
    }

    private static func renamed(_ name: String, _ value: String, for period: PeriodKey) -> String {
        guard value.utf8.contains(UInt8(ascii: "y")), isRenamable(name) else { return value }
        return value.replacing(PeriodKey.ytd.rawValue, with: period.rawValue)
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
        var nodes: [Markup] = []
        normalize(for: period, into: &nodes)
        return nodes
    }

    private func normalize(for period: PeriodKey, into nodes: inout [Markup]) {
        switch self {
        case .text(let text):
            guard !text.isEmpty else { return }
            if case .text(let before)? = nodes.last {
                nodes[nodes.count - 1] = .text(before + text)
            } else {
                nodes.append(self)
            }
        case .verbatim: preconditionFailure("the content of a period is never verbatim")
        case .byPeriod(let name, let contents):
            nodes.append(
                .element(
                    name, attributes: [("class", period.rawValue)],
                    children: contents[period].normalized(for: period)))
        case .element(let name, let attributes, let children):
            var inner: [Markup] = []
            inner.reserveCapacity(children.count)
            for child in children { child.normalize(for: period, into: &inner) }
            nodes.append(.element(name, attributes: attributes, children: inner))
        case .group(let parts):
            for part in parts { part.normalize(for: period, into: &nodes) }
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
