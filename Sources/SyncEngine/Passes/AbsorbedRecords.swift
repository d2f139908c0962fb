import HubSpotModel

/// The records that a survivor says it absorbed, transitive ones included.
///
/// `hs_merged_object_ids` is a list of ids, `hs_calculated_merged_vids` of contacts a list of
/// `id:epochMilliseconds`; each can lack ids that the other has.
struct AbsorbedRecords {
    static let properties = ["hs_merged_object_ids", "hs_calculated_merged_vids"]

    /// Ascending, without the survivor's own.
    let ids: [RecordID]
    /// When each was absorbed, epoch milliseconds, where that is told.
    let times: [RecordID: Int64]

    init(_ record: PortalRecord) {
        self.init(Self.properties.compactMap { record[$0] }, by: record.id)
    }

    /// - Parameter texts: the values of ``properties`` that a record has.
    init(_ texts: [String], by survivor: RecordID) {
        var ids: Set<RecordID> = []
        var times: [RecordID: Int64] = [:]
        for text in texts {
            let entries = text.split { $0 == ";" || $0 == "," }
            for entry in entries {
                let parts = entry.split(separator: ":")
                guard let id = parts.first.map({ RecordID($0) }) else { continue }
                ids.insert(id)
                if parts.count == 2, let time = Int64(parts[1]) { times[id] = time }
            }
        }
        ids.remove(survivor)
        self.ids = ids.sorted()
        self.times = times
    }
}
