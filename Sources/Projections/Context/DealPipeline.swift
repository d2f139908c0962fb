package import HubSpotModel

/// What became of a deal, or becomes of one in a stage.
///
/// Source: metric dictionary, section 1.7. The raw value is stored in rows.
package enum DealStatus: UInt8, Sendable, CaseIterable {
    case open = 0
    case won = 1
    case lost = 2
    case disqualified = 3

    /// The name in the document.
    package var name: String {
        switch self {
        case .open: "open"
        case .won: "won"
        case .lost: "lost"
        case .disqualified: "disqualified"
        }
    }

    package var isClosed: Bool { self != .open }
}

/// A stage as its pipeline defines it.
package struct DealStage: Sendable, Equatable {
    package let id: String
    package let label: String
    package let displayOrder: Int
    package let probability: Probability?
    package let status: DealStatus

    package init(
        id: String, label: String, displayOrder: Int, probability: Probability?,
        status: DealStatus
    ) {
        self.id = id
        self.label = label
        self.displayOrder = displayOrder
        self.probability = probability
        self.status = status
    }
}

/// A pipeline with its stages in their order: display order, then id.
package struct DealPipeline: Sendable, Equatable {
    package let id: String
    package let displayOrder: Int
    package let stages: [DealStage]

    package init(id: String, displayOrder: Int, stages: [DealStage]) {
        self.id = id
        self.displayOrder = displayOrder
        self.stages = stages.sorted {
            $0.displayOrder == $1.displayOrder
                ? RecordID($0.id) < RecordID($1.id) : $0.displayOrder < $1.displayOrder
        }
    }

    /// The id of a deal's pipeline when the deal names none.
    package static let defaultID = "default"
}
