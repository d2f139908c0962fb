import HubSpotModel

/// The owner, pipeline and stage that a record names, for noticing ones the ledger does not know.
struct RecordReferences: Sendable, Hashable {
    let owner: String?
    let pipeline: String?
    let stage: String?

    /// `nil` when the record names none.
    init?(_ object: ObjectType, _ record: PortalRecord) {
        owner = record["hubspot_owner_id"]
        pipeline = object == .deals ? record["pipeline"] : nil
        stage = object == .deals ? record["dealstage"] : nil
        if owner == nil && pipeline == nil && stage == nil { return nil }
    }

    /// Names of what must be known: `owner/12`, `stage/default/closedwon`.
    var names: [String] {
        var names: [String] = []
        if let owner { names.append("owner/\(owner)") }
        if let stage { names.append("stage/\(pipeline ?? "default")/\(stage)") }
        return names
    }
}
