package import EventStore
package import HubSpotModel
package import Projections

extension LedgerReader {
    /// What stays the same while the log is folded up to `sequence`, read from the log itself.
    ///
    /// - Parameter sequence: `nil` for the head, which costs a few reads instead of a walk.
    /// - Throws: `ProjectionError` when the log has no usable account, or the configuration is bad.
    package func projectionContext(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber? = nil
    ) throws -> ProjectionContext {
        try ProjectionContext.build(
            from: sequence.map { try references(through: $0) } ?? currentReferences(),
            configuration: configuration)
    }

    /// The same, with the stored states telling where the log speaks of account and pipelines.
    func projectionContext(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber,
        _ states: StoredStates
    ) throws -> ProjectionContext {
        try ProjectionContext.build(
            from: references(through: sequence, states), configuration: configuration)
    }

    private func references(
        through sequence: SequenceNumber, _ states: StoredStates
    ) throws -> [ReferenceImage] {
        guard let live = states.live, try holds(live) else {
            return try references(through: sequence)
        }
        var fold = ReferenceFold(symbols: try symbols(upTo: sequence))
        for block in states.referenceBlocks where block <= sequence {
            try forEachBatch(from: block, through: block, verifyingHashes: true) { batch in
                try fold.fold(batch)
                return false
            }
        }
        if live.sequence < sequence {
            try forEachBatch(from: live.sequence.next, through: sequence) { batch in
                try fold.fold(batch)
                return true
            }
        }
        return fold.references
    }

    private func references(through sequence: SequenceNumber) throws -> [ReferenceImage] {
        var fold = ReferenceFold()
        try forEachBatch(from: SequenceNumber(1), through: sequence) { batch in
            try fold.fold(batch)
            return true
        }
        return fold.references
    }

    private func currentReferences() throws -> [ReferenceImage] {
        var images: [ReferenceImage] = []
        for object in [ObjectType.pipelines, .account] {
            try forEachRecord(of: object, includingGone: false) { row, symbols in
                var properties: [String: String] = [:]
                for property in row.image.properties {
                    properties[symbols.text(property.name)] = row.text(property.value, symbols)
                }
                images.append(
                    ReferenceImage(
                        key: row.key, properties: properties,
                        isArchived: row.image.state == .archived))
                return true
            }
        }
        return images.sorted { $0.key < $1.key }
    }
}

extension ProjectionContext {
    /// Everything stored rows depend on besides the events, as bytes to compare.
    ///
    /// The program's own part is the versions of the projections.
    var fingerprint: [UInt8] {
        get throws {
            // The form of what the engine stores beside the rows comes first.
            var parts = ["2", "\(PortalProjection.version)"]
            parts += PortalProjection.analyzers.map { "\($0.name) \($0.version)" }
            parts += [
                "\(account.portalID)", account.timeZone, account.zone.text, account.companyCurrency,
                account.uiDomain ?? "",
            ]
            for pipeline in pipelines {
                parts.append("pipeline \(pipeline.id) \(pipeline.displayOrder)")
                for stage in pipeline.stages {
                    let probability = stage.probability.map { "\($0.tenThousandths)" } ?? "-"
                    parts.append(
                        "stage \(stage.id) \(stage.displayOrder) \(probability) \(stage.status.name) "
                            + stage.label)
                }
            }
            let configuration = try DocumentEncoder().encode(configuration.echo)
            return Array(parts.joined(separator: "\u{0}").utf8) + [0] + configuration
        }
    }
}
