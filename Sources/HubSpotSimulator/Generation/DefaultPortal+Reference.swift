extension DefaultPortal {
    /// An owner id on a few records whose user was deleted long ago.
    static let unknownOwnerID = "39990001"

    static func owners(_ calendar: WorkCalendar) -> [Owner] {
        let people: [(String, String, Bool)] = [
            ("Mara", "Finch", false), ("Theo", "Marsh", false), ("Una", "Voss", false),
            ("Idris", "Okafor", false), ("Lena", "Brandt", false), ("Petra", "Núñez", false),
            ("Callum", "O'Shea", false), ("Ravi", "Sen", true), ("", "", true),
        ]
        return people.enumerated().map { index, person in
            let (first, last, archived) = person
            let created = calendar.zone.stamp(
                day: calendar.today - 940 + index * 17, millisecondsOfDay: 33_000_000)
            let name = first.isEmpty ? "former.user" : "\(first).\(last)".lowercased()
            let address = String(
                name.unicodeScalars.filter { $0.isASCII && $0 != "'" }.map(Character.init))
            return Owner(
                id: "\(41_629_770 + index * 13)", email: "\(address)@example.com",
                firstName: first, lastName: last, userID: 9_586_500 + index * 7,
                team: index < 5 ? "Sales" : nil, createdAt: created,
                updatedAt: created + StampText.dayMilliseconds, archived: archived)
        }
    }

    /// "All New Business" with its ten stages; words, numbers and a GUID as stage ids.
    static func pipeline(_ calendar: WorkCalendar) -> Pipeline {
        let stages: [(String, String, String, String)] = [
            ("appointmentscheduled", "Inbound Lead", "0.02", "false"),
            ("5230659801", "Engaged", "0.01", "false"),
            ("qualifiedtobuy", "First Meeting", "0.05", "false"),
            ("5230659803", "Second Meeting", "0.1", "false"),
            ("presentationscheduled", "Proposal Shared", "0.4", "false"),
            ("decisionmakerboughtin", "Decision Maker", "0.8", "false"),
            ("1f6b2c4e-8a53-4d0e-9b7a-52c1d3e4f560", "Contract Sent", "0.9", "false"),
            ("closedwon", "Closed Won", "1.0", "true"),
            ("closedlost", "Closed Lost", "0.0", "true"),
            ("5230659809", "Disqualified", "0.0", "true"),
        ]
        let changed = calendar.zone.stamp(day: calendar.today - 400, millisecondsOfDay: 40_000_000)
        return Pipeline(
            id: "default", label: "All New Business", displayOrder: 0,
            stages: stages.enumerated().map { index, stage in
                Pipeline.Stage(
                    id: stage.0, label: stage.1, displayOrder: index,
                    metadata: [
                        .init(name: "isClosed", value: .string(stage.3)),
                        .init(name: "probability", value: .string(stage.2)),
                    ], createdAt: changed - Stamp(index) * 1000, updatedAt: changed)
            }, createdAt: 0, updatedAt: changed)
    }

    /// An owner for a record: active people mostly, sometimes gone, unknown or nobody.
    func ownerID(_ random: inout SplitMix64) -> String? {
        switch random.unit() {
        case ..<0.86: portal.owners[random.below(7)].id
        case ..<0.93: portal.owners[7 + random.below(2)].id
        case ..<0.935: Self.unknownOwnerID
        default: nil
        }
    }
}
