import HubSpotModel
import Testing

@Suite("Symbol table")
struct SymbolTableTests {
    @Test func aTextKeepsItsCode() {
        var table = SymbolTable()
        #expect(table.define("a").code == 1)
        #expect(table.define("b").code == 2)
        #expect(table.define("a").code == 1)
        #expect(table.symbol(for: "b")?.code == 2 && table.symbol(for: "c") == nil)
        #expect(table.count == 2 && !table.contains(Symbol(code: 3)))
    }

    @Test func equivalentTextsWithOtherBytesHaveCodesOfTheirOwn() {
        var table = SymbolTable()
        let composed = table.define("\u{E9}")
        let decomposed = table.define("e\u{301}")
        #expect(composed != decomposed)
        #expect(table.symbol(for: "e\u{301}") == decomposed)
        #expect(table.text(decomposed).utf8.elementsEqual("e\u{301}".utf8))
        table.removeLast(keeping: 1)
        #expect(table.symbol(for: "e\u{301}") == nil)
        #expect(table.symbol(for: "\u{E9}") == composed)
        #expect(table.define("e\u{301}") == decomposed)
    }

    @Test func forgottenSymbolsGiveTheirCodesAway() {
        var table = SymbolTable()
        for text in ["a", "b", "c"] { _ = table.define(text) }
        table.removeLast(keeping: 1)
        #expect(table.count == 1 && table.symbol(for: "b") == nil)
        #expect(table.define("c").code == 2)
    }
}
