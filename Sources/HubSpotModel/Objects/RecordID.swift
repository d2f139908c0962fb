/// The id of a record, unique within its object type and portal.
///
/// HubSpot's ids are decimal strings today; pipelines have words. A canonical decimal of up to
/// 64 bits is kept as a number, so it is compact and exact above 2^53; everything else as text.
package enum RecordID: Hashable, Sendable {
    case number(UInt64)
    case text(String)

    /// Reads an id as HubSpot writes it.
    ///
    /// "007" is text: it is not the canonical form of 7.
    package init(_ text: some StringProtocol) {
        if let first = text.utf8.first, first != UInt8(ascii: "0") || text.utf8.count == 1,
            text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let number = UInt64(text)
        {
            self = .number(number)
        } else {
            self = .text(String(text))
        }
    }

    package var text: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text
        }
    }
}

extension RecordID: Comparable {
    /// Id order of the metric dictionary, section 1.1.
    ///
    /// All-digit ids by numeric value, then by bytes; after them other ids by UTF-8 bytes.
    package static func < (left: RecordID, right: RecordID) -> Bool {
        if case .number(let left) = left, case .number(let right) = right { return left < right }
        let (leftText, rightText) = (left.text, right.text)
        switch (leftText.significantDigits, rightText.significantDigits) {
        case (let left?, let right?):
            if left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count }
            if left != right { return left.utf8.lexicographicallyPrecedes(right.utf8) }
            return leftText.utf8.lexicographicallyPrecedes(rightText.utf8)
        case (.some, nil): return true
        case (nil, .some): return false
        case (nil, nil): return leftText.utf8.lexicographicallyPrecedes(rightText.utf8)
        }
    }
}

extension String {
    /// The digits after leading zeros, or `nil` when this is not a non-empty run of ASCII digits.
    fileprivate var significantDigits: Substring? {
        guard !isEmpty, utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        return drop { $0 == "0" }
    }
}

extension RecordID: CustomStringConvertible {
    package var description: String { text }
}

extension RecordID: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}
