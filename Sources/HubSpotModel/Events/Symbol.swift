/// A short text kept once: a property name, a stage id, an association type.
///
/// Codes start at 1 and are given in the order in which blocks define them, so the same log
/// gives the same codes everywhere.
package struct Symbol: Hashable, Sendable {
    package let code: UInt32

    @inlinable
    package init(code: UInt32) { self.code = code }
}

/// The symbols of a log up to some sequence number.
///
/// Texts are told apart by their bytes, as the log has them, not by canonical equivalence, as Swift
/// compares strings.
package struct SymbolTable: Sendable {
    private var texts: [String] = []
    private var codes: [String: UInt32] = [:]
    /// Texts that are equivalent to one in `codes` but have other bytes; hardly ever any.
    private var variants: [[UInt8]: UInt32] = [:]

    package init() {}

    /// The number of symbols; the next one gets this number plus one.
    package var count: Int { texts.count }

    /// The text of a symbol that this table defines.
    package func text(_ symbol: Symbol) -> String {
        precondition(
            symbol.code >= 1 && symbol.code <= texts.count,
            "symbol \(symbol.code) is used before it is defined")
        return texts[Int(symbol.code) - 1]
    }

    package func contains(_ symbol: Symbol) -> Bool {
        symbol.code >= 1 && symbol.code <= texts.count
    }

    package func symbol(for text: String) -> Symbol? {
        guard let code = codes[text] else { return nil }
        if texts[Int(code) - 1].hasSameBytes(as: text) { return Symbol(code: code) }
        return variants[Array(text.utf8)].map(Symbol.init(code:))
    }

    /// Gives `text` the next code, or returns the one it has.
    package mutating func define(_ text: String) -> Symbol {
        if let known = symbol(for: text) { return known }
        texts.append(text)
        let code = UInt32(texts.count)
        if codes[text] == nil {
            codes[text] = code
        } else {
            variants[Array(text.utf8)] = code
        }
        return Symbol(code: code)
    }

    /// Forgets the symbols that were defined last, so that `count` are left.
    package mutating func removeLast(keeping count: Int) {
        while texts.count > max(0, count) {
            let code = UInt32(texts.count)
            let text = texts.removeLast()
            if codes[text] == code {
                codes[text] = nil
            } else {
                variants[Array(text.utf8)] = nil
            }
        }
    }
}

extension String {
    /// Whether both are the same bytes of UTF-8, and not only canonically equivalent.
    package func hasSameBytes(as other: String) -> Bool {
        let (left, right) = (utf8.span, other.utf8.span)
        guard left.count == right.count else { return false }
        // No early exit: texts that are compared are mostly equal, and this loop runs in parallel.
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
