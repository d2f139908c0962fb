extension Collection {
    /// The place of the element that has more than every other one; nil where two share the first
    /// place, so that no sentence calls one of them the most.
    func soleGreatest<Value: Comparable>(_ value: (Element) -> Value) -> Index? {
        guard let best = indices.max(by: { value(self[$0]) < value(self[$1]) }) else { return nil }
        let greatest = value(self[best])
        return indices.count { value(self[$0]) == greatest } == 1 ? best : nil
    }
}
