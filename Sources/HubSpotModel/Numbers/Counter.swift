/// A count that HubSpot keeps: page views, opens, milliseconds of a call.
///
/// Missing, invalid and negative values are 0; a fraction is cut off (dictionary, section 1.2).
package enum Counter {
    package static func value(_ decimal: ExactDecimal?) -> Int64 {
        max(0, decimal?.truncated(scale: 0) ?? 0)
    }
}
