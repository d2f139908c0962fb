internal import HubSpotModel

/// When a deal entered and left one stage, by the end of the property's name.
struct StageDates: Sendable, Equatable {
    /// What follows the prefix in the property's name: a stage id, or its rewritten form.
    let suffix: TextCode
    /// `hs_v2_date_entered_`, `hs_v2_date_exited_`, `hs_date_entered_`, `hs_date_exited_`.
    var slots: [Int64]

    enum Kind: Int, CaseIterable {
        case entered = 0
        case exited = 1
        case olderEntered = 2
        case olderExited = 3

        var prefix: String {
            switch self {
            case .entered: "hs_v2_date_entered_"
            case .exited: "hs_v2_date_exited_"
            case .olderEntered: "hs_date_entered_"
            case .olderExited: "hs_date_exited_"
            }
        }
    }

    init(suffix: TextCode, slots: [Int64] = [missing, missing, missing, missing]) {
        self.suffix = suffix
        self.slots = slots
    }

    subscript(kind: Kind) -> Instant? {
        slots[kind.rawValue].present.map(Instant.init(milliseconds:))
    }

    var isEmpty: Bool { slots.allSatisfy { $0 == missing } }
}

/// One version of a property's history.
package struct HistoryVersion: Sendable, Equatable {
    let stamp: Instant
    /// Order among equal stamps, oldest first.
    let place: UInt32
    /// The value as a slot.
    let slot: Int64
}

/// The properties of a deal whose past states are needed.
///
/// The raw value is stored in rows.
package enum HistoryProperty: UInt8, Sendable, CaseIterable {
    case stage = 0
    case pipeline = 1
    case closeDate = 2
    case amount = 3
    case homeAmount = 4
    case currency = 5

    /// The slot of a deal that holds the value of today.
    var slot: Int {
        switch self {
        case .stage: RecordSchema.Deal.stage
        case .pipeline: RecordSchema.Deal.pipeline
        case .closeDate: RecordSchema.Deal.closed
        case .amount: RecordSchema.Deal.amount
        case .homeAmount: RecordSchema.Deal.homeAmount
        case .currency: RecordSchema.Deal.currency
        }
    }
}

/// What the ledger knows of earlier values of a deal: for each property its versions, oldest first.
package struct DealHistory: Sendable, Equatable {
    private var versions: [HistoryProperty: [HistoryVersion]] = [:]

    package init() {}

    package subscript(property: HistoryProperty) -> [HistoryVersion] {
        versions[property] ?? []
    }

    package var isEmpty: Bool { versions.isEmpty }

    /// Puts a version in its place; of the same stamp and place, the one learned last is newest.
    mutating func insert(_ version: HistoryVersion, of property: HistoryProperty) {
        var list = versions[property] ?? []
        let index =
            list.lastIndex {
                $0.stamp < version.stamp
                    || $0.stamp == version.stamp && $0.place <= version.place
            }.map { $0 + 1 } ?? 0
        list.insert(version, at: index)
        versions[property] = list
    }

    /// The value that held just before `instant`: the last one stamped earlier, or the oldest one
    /// when all are later; `nil` without a history.
    func slot(of property: HistoryProperty, before instant: Instant) -> Int64? {
        guard let list = versions[property] else { return nil }
        return (list.last { $0.stamp < instant } ?? list.first)?.slot
    }
}

extension DealHistory: RowCodable {
    package func write(to writer: inout ByteWriter) {
        writer.write(count: versions.count)
        for property in HistoryProperty.allCases {
            guard let list = versions[property] else { continue }
            writer.write(byte: property.rawValue)
            writer.write(count: list.count)
            for version in list {
                writer.write(version.stamp.milliseconds)
                writer.write(version.place)
                writer.write(version.slot)
            }
        }
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        for _ in 0..<(try reader.count()) {
            guard let property = HistoryProperty(rawValue: try reader.byte()) else {
                throw reader.corrupt
            }
            var list: [HistoryVersion] = []
            for _ in 0..<(try reader.count()) {
                list.append(
                    HistoryVersion(
                        stamp: Instant(milliseconds: try reader.signed()),
                        place: try reader.code(), slot: try reader.signed()))
            }
            versions[property] = list
        }
    }
}
