internal import HubSpotModel

extension DealImage: RowCodable {
    package func write(to writer: inout ByteWriter) {
        ref.write(to: &writer)
        writer.write(byte: standing.rawValue)
        writer.write(byte: status.rawValue)
        writer.write(byte: (isStageKnown ? 1 : 0) | (lacksRate ? 2 : 0) | (isAbsorbed ? 4 : 0))
        for code in [pipeline, stage, owner, source, stated.currency] { writer.write(code) }
        let numbers: [Int64?] = [
            archivedAt?.milliseconds, probability?.tenThousandths, amount?.minorUnits,
            created?.milliseconds, closeDate?.milliseconds, closed?.milliseconds,
            notesUpdated?.milliseconds, notesContacted?.milliseconds, furthest.map(Int64.init),
        ]
        for number in numbers { writer.write(number ?? missing) }
        for packed in [
            stated.home.packed, stated.amount.packed, name.packed, wonReason.packed,
            lostReason.packed,
        ] {
            writer.write(packed)
        }
        writer.write(byte: company == nil ? 0 : 1)
        company?.write(to: &writer)
        writer.write(count: visits.count)
        for visit in visits {
            writer.write(visit.stage)
            writer.write(visit.entered.milliseconds)
            writer.write(visit.exited?.milliseconds ?? missing)
        }
        history.write(to: &writer)
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        ref = try RecordRef(from: &reader)
        guard let standing = Standing(rawValue: try reader.byte()),
            let status = DealStatus(rawValue: try reader.byte())
        else { throw reader.corrupt }
        self.standing = standing
        self.status = status
        let flags = try reader.byte()
        isStageKnown = flags & 1 != 0
        lacksRate = flags & 2 != 0
        isAbsorbed = flags & 4 != 0
        pipeline = try reader.code()
        stage = try reader.code()
        owner = try reader.code()
        source = try reader.code()
        let currency = try reader.code()
        archivedAt = try reader.instant()
        probability = try reader.signed().present.map(Probability.init(tenThousandths:))
        amount = try reader.signed().present.map(Money.init(minorUnits:))
        created = try reader.instant()
        closeDate = try reader.instant()
        closed = try reader.instant()
        notesUpdated = try reader.instant()
        notesContacted = try reader.instant()
        furthest = try reader.signed().present.map { Int($0) }
        stated = StatedAmounts(
            home: PackedDecimal(packed: try reader.signed()),
            amount: PackedDecimal(packed: try reader.signed()), currency: currency)
        name = PersonalText(packed: try reader.signed())
        wonReason = PersonalText(packed: try reader.signed())
        lostReason = PersonalText(packed: try reader.signed())
        company = try reader.byte() == 1 ? try RecordRef(from: &reader) : nil
        var visits: [StageVisit] = []
        for _ in 0..<(try reader.count()) {
            let stage = try reader.code()
            guard let entered = try reader.instant() else { throw reader.corrupt }
            visits.append(StageVisit(stage: stage, entered: entered, exited: try reader.instant()))
        }
        self.visits = visits
        history = try DealHistory(from: &reader)
    }
}

extension ByteReader {
    /// An instant, or `nil` where it is missing.
    mutating func instant() throws(ProjectionError) -> Instant? {
        try signed().present.map(Instant.init(milliseconds:))
    }
}
