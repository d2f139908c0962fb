/// One value for each of the six periods.
package struct ByPeriod<Value> {
    package var thisWeek: Value
    package var lastWeek: Value
    package var mtd: Value
    package var ytd: Value
    package var lastYear: Value
    package var allTime: Value

    package init(
        thisWeek: Value, lastWeek: Value, mtd: Value, ytd: Value, lastYear: Value, allTime: Value
    ) {
        self.thisWeek = thisWeek
        self.lastWeek = lastWeek
        self.mtd = mtd
        self.ytd = ytd
        self.lastYear = lastYear
        self.allTime = allTime
    }

    /// Makes the value of every period, in their order.
    package init<Failure>(_ make: (PeriodKey) throws(Failure) -> Value) throws(Failure) {
        thisWeek = try make(.thisWeek)
        lastWeek = try make(.lastWeek)
        mtd = try make(.mtd)
        ytd = try make(.ytd)
        lastYear = try make(.lastYear)
        allTime = try make(.allTime)
    }

    package subscript(period: PeriodKey) -> Value {
        get {
            switch period {
            case .thisWeek: thisWeek
            case .lastWeek: lastWeek
            case .mtd: mtd
            case .ytd: ytd
            case .lastYear: lastYear
            case .allTime: allTime
            }
        }
        set {
            switch period {
            case .thisWeek: thisWeek = newValue
            case .lastWeek: lastWeek = newValue
            case .mtd: mtd = newValue
            case .ytd: ytd = newValue
            case .lastYear: lastYear = newValue
            case .allTime: allTime = newValue
            }
        }
    }

    /// The values of `transform`, period by period.
    package func map<Result, Failure>(
        _ transform: (Value) throws(Failure) -> Result
    ) throws(Failure) -> ByPeriod<Result> {
        try ByPeriod<Result> { period throws(Failure) in try transform(self[period]) }
    }
}

extension ByPeriod: Sendable where Value: Sendable {}
extension ByPeriod: Equatable where Value: Equatable {}
extension ByPeriod: Encodable where Value: Encodable {}
extension ByPeriod: Decodable where Value: Decodable {}
