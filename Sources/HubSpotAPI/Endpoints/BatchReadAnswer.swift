package import HubSpotModel

/// What became of each id of a batch read.
///
/// Every asked id is in exactly one of: the records by their own id, `missing`, `merged`, `failed`.
package struct BatchReadAnswer: Sendable, Equatable {
    /// Every record that came, once, by ascending id; also survivors that nobody asked for by id.
    package internal(set) var records: [PortalRecord] = []
    /// HubSpot says they do not exist (any more).
    package internal(set) var missing: Set<RecordID> = []
    /// Answered under another id: absorbed by that record, or `nil` when it cannot be told by which.
    package internal(set) var merged: [RecordID: RecordID?] = [:]
    /// Neither answered nor missing, with HubSpot's words; nothing is known about them.
    package internal(set) var failed: [RecordID: String] = [:]
    /// Every property that some record has, with a value or without one.
    package internal(set) var propertyNames: Set<String> = []

    package init() {}
}

extension BatchReadAnswer {
    /// Sorts one answer out.
    init(asked: [RecordID], _ page: RecordPage, _ errors: [ItemError]) {
        var byID: [RecordID: PortalRecord] = [:]
        for record in page.records { byID[record.id] = record }
        records = byID.values.sorted { $0.id < $1.id }
        propertyNames = page.propertyNames

        let askedSet = Set(asked)
        var unanswered = askedSet.subtracting(byID.keys)
        for error in errors {
            let ids = error.ids.filter(unanswered.contains)
            if error.category == "OBJECT_NOT_FOUND" {
                missing.formUnion(ids)
            } else {
                for id in ids { failed[id] = error.words }
            }
            unanswered.subtract(ids)
        }
        if let error = errors.first(where: { $0.ids.isEmpty }) {
            for id in unanswered { failed[id] = error.words }
            return
        }
        guard !unanswered.isEmpty else { return }
        let survivors = records.map { record in
            (
                record.id,
                Set(
                    (record["hs_merged_object_ids"] ?? "").split(separator: ";").map {
                        RecordID($0)
                    })
            )
        }
        let unasked = records.map(\.id).filter { !askedSet.contains($0) }
        for id in unanswered {
            let named = survivors.first { $0.1.contains(id) }?.0
            let survivor: RecordID? = named ?? (unasked.count == 1 ? unasked.first : nil)
            merged.updateValue(survivor, forKey: id)
        }
    }

    mutating func add(_ other: BatchReadAnswer) {
        let known = Set(records.map(\.id))
        records += other.records.filter { !known.contains($0.id) }
        propertyNames.formUnion(other.propertyNames)
        missing.formUnion(other.missing)
        merged.merge(other.merged) { first, _ in first }
        failed.merge(other.failed) { first, _ in first }
    }
}
