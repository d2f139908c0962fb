package import EventStore
package import HubSpotModel

/// How sure the ledger is that it equals the portal, type by type.
package struct Completeness: Sendable {
    package struct TypeReport: Sendable {
        package var object: ObjectType
        package var counts: ObjectCounts
        package var state: TypeState
        package var verdict: Verdict
    }

    package var types: [TypeReport]
    package var verdict: Verdict

    /// Reads the verdict from what the ledger remembers.
    ///
    /// A type is red while it was never read whole, amber while deletions, merges and link changes
    /// since its backfill have not been looked for: nothing here proves that they did not happen.
    package init(_ reader: LedgerReader) throws {
        let counts = try reader.counts()
        types = try ObjectType.crmObjects.map { object in
            let state = try reader.typeState(object)
            return TypeReport(
                object: object, counts: counts[object] ?? ObjectCounts(), state: state,
                verdict: Self.verdict(object, state))
        }
        let worst = types.map(\.verdict.state).max { Self.rank($0) < Self.rank($1) } ?? .red
        var reasons: [String] = []
        for reason in types.flatMap(\.verdict.reasons) where !reasons.contains(reason) {
            reasons.append(reason)
        }
        verdict = Verdict(state: worst, reasons: reasons)
    }

    private static func verdict(_ object: ObjectType, _ state: TypeState) -> Verdict {
        if let reason = state.unreadable {
            return Verdict(state: .red, reasons: ["\(object.name) cannot be read: \(reason)"])
        }
        guard state.isBackfilled else {
            return Verdict(
                state: .red, reasons: ["\(object.name) has not been read whole yet"])
        }
        return Verdict(
            state: .amber,
            reasons: [
                "Deletions, merges and link edits that move no modified date have not been looked "
                    + "for since the first full read"
            ])
    }

    private static func rank(_ state: Verdict.State) -> Int {
        switch state {
        case .green: 0
        case .amber: 1
        case .red: 2
        }
    }
}
