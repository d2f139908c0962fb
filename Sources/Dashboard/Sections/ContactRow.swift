import Projections

/// A contact in a table of scores.
struct ContactRow {
    let context: PageContext
    let id: String
    let name: String
    let ownerId: String?
    let stage: String?
    let score: Int
    /// The score whose bar is full.
    let greatest: Double
    /// The instant of the last signal.
    let last: String?

    var cells: DataTable.Row {
        DataTable.Row(cells: [
            RecordLink(type: .contact, id: id, name: name, portal: context.document.portal).body,
            PortalText(context.ownerName(ownerId)).body,
            stage.map { PortalText(label($0)).body } ?? .text("Not set"),
            Line {
                Bar(share: greatest > 0 ? Double(score) / greatest : 0, style: "q")
                context.format.count(score)
            }.body,
            .text(context.day(ofInstant: last)),
        ])
    }

    /// The label that the document gives the stage.
    private func label(_ stage: String) -> String {
        context.document.contacts?.lifecycle.first { $0.stage == stage }?.label ?? stage
    }
}
