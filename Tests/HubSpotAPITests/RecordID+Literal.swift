import HubSpotModel

/// Ids are written as numbers in these tests.
extension RecordID: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt64) {
        self = .number(value)
    }
}
