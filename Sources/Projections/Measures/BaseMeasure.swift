package import HubSpotModel

/// What one record adds to a measure.
package struct Fact: Sendable, Equatable {
    package var date: CivilDate?
    package var split: UInt64
    package var detail: UInt64
    package var amount: Int128?
    package var position: Int64?
}

/// Which records count, when, how much and split by what: declared once.
///
/// The same declaration folds and retracts, lists the records behind a figure, and explains it.
package struct BaseMeasure<Image: Sendable>: Sendable {
    /// What a cell keeps of each fact besides the totals.
    package enum Keeping: Sendable {
        case totals
        /// The amount, for medians.
        case amounts
        /// The instant, where a definition cuts at `asOf`.
        case instants
    }

    package let id: MeasureID
    package let name: String
    /// One sentence.
    package let definition: String
    private let make: Make

    private enum Make: Sendable {
        case one(@Sendable (Image, ZoneRules) -> Fact?)
        case many(@Sendable (Image, ZoneRules) -> [Fact])
    }

    /// A measure to which a record adds at most once.
    ///
    /// - Parameters:
    ///   - counts: whether a record counts.
    ///   - time: when; without it the measure has no dates.
    ///   - split, detail: what the figures are split by.
    ///   - amount: how much; `nil` is an amount that is missing.
    package init(
        _ id: MeasureID, _ definition: String, counts: @escaping @Sendable (Image) -> Bool,
        at time: (@Sendable (Image) -> Instant?)? = nil,
        split: (@Sendable (Image) -> UInt64)? = nil,
        detail: (@Sendable (Image) -> UInt64)? = nil,
        amount: (@Sendable (Image) -> Int128?)? = nil, keeping: Keeping = .totals
    ) {
        self.id = id
        name = "\(id)"
        self.definition = definition
        make = .one { image, zone in
            guard counts(image) else { return nil }
            let instant = time?(image)
            let amount = amount?(image)
            let position: Int64? =
                switch keeping {
                case .totals: nil
                case .amounts: amount.map { Int64(clamping: $0) }
                case .instants: instant?.milliseconds
                }
            return Fact(
                date: instant.map(zone.date(of:)), split: split?(image) ?? 0,
                detail: detail?(image) ?? 0, amount: amount, position: position)
        }
    }

    /// A measure to which a record adds at most once, worked out in the portal's zone.
    package init(
        _ id: MeasureID, _ definition: String,
        fact: @escaping @Sendable (Image, ZoneRules) -> Fact?
    ) {
        self.id = id
        name = "\(id)"
        self.definition = definition
        make = .one(fact)
    }

    /// A measure to which a record can add several times.
    package init(
        _ id: MeasureID, _ definition: String,
        each facts: @escaping @Sendable (Image, ZoneRules) -> [Fact]
    ) {
        self.id = id
        name = "\(id)"
        self.definition = definition
        make = .many(facts)
    }

    /// What a record adds to this measure.
    package func facts(of image: Image, in zone: ZoneRules) -> [Fact] {
        switch make {
        case .one(let make): make(image, zone).map { [$0] } ?? []
        case .many(let make): make(image, zone)
        }
    }

    /// Replaces what a record added with what it adds now.
    func apply(
        _ change: ImageChange<Image>, in zone: ZoneRules, to cells: inout MeasureCells
    ) throws {
        switch make {
        case .one(let make):
            let before = change.before.flatMap { make($0, zone) }
            let after = change.after.flatMap { make($0, zone) }
            guard before != after else { return }
            if let before { try cells.add(before, to: id, sign: -1) }
            if let after { try cells.add(after, to: id, sign: 1) }
        case .many(let make):
            let before = change.before.map { make($0, zone) } ?? []
            let after = change.after.map { make($0, zone) } ?? []
            guard before != after else { return }
            for fact in before { try cells.add(fact, to: id, sign: -1) }
            for fact in after { try cells.add(fact, to: id, sign: 1) }
        }
    }
}

extension Array {
    /// Folds changes of records into every measure of the list.
    ///
    /// - Parameter isSame: whether two images are alike in everything that the measures read: such
    ///   a change moves nothing, and most changes are such ones to most analyzers.
    func fold<Image: Sendable>(
        _ changes: [ImageChange<Image>], in zone: ZoneRules, into cells: inout MeasureCells,
        unless isSame: (Image, Image) -> Bool
    ) throws where Element == BaseMeasure<Image> {
        for change in changes {
            if let before = change.before, let after = change.after, isSame(before, after) {
                continue
            }
            for measure in self { try measure.apply(change, in: zone, to: &cells) }
        }
    }
}
