package import HubSpotModel

/// Folds the pipelines and the account out of a log: what a context is made from.
///
/// It runs before the records are folded, up to the same position.
package struct ReferenceFold: Sendable {
    private var symbols: SymbolTable
    private var images: [RecordKey: ReferenceImage] = [:]

    /// - Parameter symbols: those that the log defines before the first batch to come.
    package init(symbols: SymbolTable = SymbolTable()) { self.symbols = symbols }

    package mutating func fold(_ batch: EventBatch) throws(ProjectionError) {
        try symbols.extend(with: batch)
        for event in batch.events {
            guard let key = event.key, key.object == .pipelines || key.object == .account else {
                continue
            }
            fold(event, of: key, in: batch)
        }
    }

    private mutating func fold(_ event: LedgerEvent, of key: RecordKey, in batch: EventBatch) {
        switch event.kind {
        case .purged: images[key] = nil
        case .created, .propertiesChanged, .archived, .restored:
            var image = images[key] ?? ReferenceImage(key: key, properties: [:])
            if event.kind == .created { image.properties = [:] }
            if event.kind == .archived { image.isArchived = true }
            if event.kind == .restored || event.kind == .created { image.isArchived = false }
            for change in batch.changes[event.changes] {
                image.properties[symbols.text(change.property)] = change.after.text(symbols)
            }
            images[key] = image
        default: break
        }
    }

    /// Pipelines and account, in the order of their keys.
    package var references: [ReferenceImage] {
        images.values.sorted { $0.key < $1.key }
    }
}

extension SymbolTable {
    /// Defines what a batch brings; what it brings again is known already.
    mutating func extend(with batch: EventBatch) throws(ProjectionError) {
        guard batch.symbolsBefore <= count else {
            throw .symbolGap(expected: count, found: batch.symbolsBefore)
        }
        for text in batch.newSymbols.dropFirst(count - batch.symbolsBefore) { _ = define(text) }
    }
}
