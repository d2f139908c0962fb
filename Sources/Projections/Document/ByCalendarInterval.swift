/// One value for each of the running calendar month, quarter and year.
package struct ByCalendarInterval<Value> {
    package var month: Value
    package var quarter: Value
    package var year: Value

    package init(month: Value, quarter: Value, year: Value) {
        self.month = month
        self.quarter = quarter
        self.year = year
    }
}

extension ByCalendarInterval: Sendable where Value: Sendable {}
extension ByCalendarInterval: Equatable where Value: Equatable {}
extension ByCalendarInterval: Encodable where Value: Encodable {}
extension ByCalendarInterval: Decodable where Value: Decodable {}
