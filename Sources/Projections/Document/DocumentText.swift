/// JSON text under construction.
struct DocumentText {
    private(set) var bytes: [UInt8] = []
    private let isEscapingMarkup: Bool

    init(for surroundings: DocumentEncoder.Surroundings) {
        isEscapingMarkup = surroundings == .htmlScript
        bytes.reserveCapacity(1 << 16)
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(raw text: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ value: Int128) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(value.magnitude)
    }

    private mutating func append(_ magnitude: UInt128) {
        guard var rest = UInt64(exactly: magnitude) else {
            bytes.append(contentsOf: String(magnitude).utf8)
            return
        }
        let start = bytes.count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(digit))
            rest = quotient
        } while rest > 0
        bytes[start...].reverse()
    }

    mutating func append(_ number: DocumentNumber) {
        if number.scale == 0 {
            append(number.units)
        } else {
            bytes.append(contentsOf: number.description.utf8)
        }
    }

    mutating func append(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        if string.utf8.contains(where: needsAttention) {
            for scalar in string.unicodeScalars { append(scalar) }
        } else {
            bytes.append(contentsOf: string.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte can begin or be something that is escaped.
    private func needsAttention(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x20, 0x7F, 0xC2, 0xE2, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): isEscapingMarkup
        default: false
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append(raw: "\\\"")
        case "\\": append(raw: "\\\\")
        case "\n": append(raw: "\\n")
        case "\r": append(raw: "\\r")
        case "\t": append(raw: "\\t")
        case "\u{8}": append(raw: "\\b")
        case "\u{C}": append(raw: "\\f")
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            appendEscape(of: scalar)
        case _ where isEscapingMarkup && (scalar == "<" || scalar == ">" || scalar == "&"):
            appendEscape(of: scalar)
        default: bytes.append(contentsOf: String(scalar).utf8)
        }
    }

    private mutating func appendEscape(of scalar: Unicode.Scalar) {
        append(raw: "\\u")
        for shift in [12, 8, 4, 0] {
            let digit = UInt8((scalar.value >> UInt32(shift)) & 0xF)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
