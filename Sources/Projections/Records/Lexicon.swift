package import HubSpotModel

/// A short text kept once: a stage id, a source, an owner id; 0 stands for a missing text.
///
/// Codes are given in the order of first sight; nothing that leaves the projections depends on it.
package typealias TextCode = UInt32

/// The texts of a portal by code.
package struct Lexicon: Sendable {
    private let source: (any RowSource)?
    private var texts: [String] = []
    private var codes: [String: TextCode] = [:]
    /// Texts that are canonically equivalent to an earlier one, and other bytes all the same.
    private var variants: [[UInt8]: TextCode] = [:]
    private var drained = 0

    package init(source: (any RowSource)?) throws {
        self.source = source
        for stored in try source?.rows(.texts, prefix: []) ?? [] {
            var reader = ByteReader(stored.value, of: .texts)
            _ = append(try reader.text())
        }
        drained = texts.count
    }

    /// The text of a code; empty for 0.
    package func text(_ code: TextCode) -> String {
        code == 0 ? "" : texts[Int(code) - 1]
    }

    /// The code of `text`, given now if it has none; 0 for `nil`.
    package mutating func code(_ text: String?) -> TextCode {
        guard let text, !text.isEmpty else { return 0 }
        return knownCode(text) ?? append(text)
    }

    /// The code of `text` if it has one.
    package func knownCode(_ text: String) -> TextCode? {
        guard let code = codes[text] else { return nil }
        if texts[Int(code) - 1].hasSameBytes(as: text) { return code }
        return variants[Array(text.utf8)]
    }

    private mutating func append(_ text: String) -> TextCode {
        texts.append(text)
        let code = TextCode(texts.count)
        if codes[text] == nil {
            codes[text] = code
        } else {
            variants[Array(text.utf8)] = code
        }
        return code
    }

    package mutating func drain(into changes: inout [RowChange]) {
        for index in drained..<texts.count {
            var key = ByteWriter()
            key.write(bigEndian: UInt64(index + 1))
            var value = ByteWriter()
            value.write(texts[index])
            changes.append(RowChange(table: .texts, key: key.bytes, value: value.bytes))
        }
        drained = texts.count
    }
}

extension Lexicon {
    package mutating func ref(_ id: RecordID) -> RecordRef {
        if case .number(let number) = id, number < RecordRef.textBit {
            return RecordRef(raw: number)
        }
        return RecordRef(raw: UInt64(code(id.text)) | RecordRef.textBit)
    }

    /// The reference to `id` if anything has named it.
    package func knownRef(_ id: RecordID) -> RecordRef? {
        if case .number(let number) = id, number < RecordRef.textBit {
            return RecordRef(raw: number)
        }
        return knownCode(id.text).map { RecordRef(raw: UInt64($0) | RecordRef.textBit) }
    }

    package func id(_ ref: RecordRef) -> RecordID {
        ref.raw < RecordRef.textBit
            ? .number(ref.raw) : RecordID(text(TextCode(ref.raw & ~RecordRef.textBit)))
    }

    /// Id order of the metric dictionary, section 1.1.
    package func precedes(_ left: RecordRef, _ right: RecordRef) -> Bool {
        left.raw < RecordRef.textBit && right.raw < RecordRef.textBit
            ? left.raw < right.raw : id(left) < id(right)
    }
}
