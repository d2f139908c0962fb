package import HubSpotModel

/// A pipeline of deals with its stages.
package struct Pipeline: Sendable, Equatable {
    package let id: RecordID
    package let label: String
    package let displayOrder: Int
    package let archived: Bool
    package let createdAt: Int64?
    package let updatedAt: Int64?
    /// By display order, ties by label; HubSpot sends them unsorted.
    package let stages: [PipelineStage]
}

/// One stage; its id is unique in practice, but only promised to be within its pipeline.
package struct PipelineStage: Sendable, Equatable {
    package let id: RecordID
    package let label: String
    package let displayOrder: Int
    package let archived: Bool
    package let isClosed: String?
    /// As written, from "0.0" to "1.0"; won is closed with 1, lost is closed with 0.
    package let probability: String?
    package let createdAt: Int64?
    package let updatedAt: Int64?
}

extension Pipeline {
    init(_ json: JSONValue) throws(JSONError) {
        guard let id = json["id"].text else { throw JSONError(reason: .missing("id"), offset: 0) }
        self.id = RecordID(id)
        label = json["label"].text ?? id
        displayOrder = json["displayOrder"].integer ?? 0
        archived = json["archived"].isTrue
        createdAt = json["createdAt"].milliseconds
        updatedAt = json["updatedAt"].milliseconds
        var stages: [PipelineStage] = []
        for stage in json["stages"].elements { stages.append(try PipelineStage(stage)) }
        self.stages = stages.sorted {
            ($0.displayOrder, $0.label, $0.id.text) < ($1.displayOrder, $1.label, $1.id.text)
        }
    }
}

extension PipelineStage {
    init(_ json: JSONValue) throws(JSONError) {
        guard let id = json["id"].text else { throw JSONError(reason: .missing("id"), offset: 0) }
        self.id = RecordID(id)
        label = json["label"].text ?? id
        displayOrder = json["displayOrder"].integer ?? 0
        archived = json["archived"].isTrue
        isClosed = json["metadata"]["isClosed"].text
        probability = json["metadata"]["probability"].text
        createdAt = json["createdAt"].milliseconds
        updatedAt = json["updatedAt"].milliseconds
    }
}
