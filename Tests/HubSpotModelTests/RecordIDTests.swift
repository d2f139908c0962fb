import HubSpotModel
import Testing

@Suite("Record id")
struct RecordIDTests {
    @Test func idsSortByValueThenBytesAndWordsComeLast() {
        let ordered: [RecordID] = [
            "0", "7", "07", "007", "8", "9007199254740993", "18446744073709551615",
            "18446744073709551616", "1e3", "default", "É",
        ]
        var expected = ordered
        expected.swapAt(1, 3)  // Equal values go by bytes: "007" < "07" < "7".
        #expect(ordered.shuffled().sorted() == expected)
    }

    @Test func aLongIdStaysExact() {
        #expect(RecordID("9007199254740993") == .number(9_007_199_254_740_993))
        #expect(RecordID("18446744073709551616") == .text("18446744073709551616"))
        #expect(RecordID("007").text == "007")
        #expect(RecordID("").text == "")
    }

    @Test func anAssociationTypeSurvivesItsSymbol() {
        for type in [
            AssociationType(category: "HUBSPOT_DEFINED", typeID: 5, label: "Primary"),
            AssociationType(category: "USER_DEFINED", typeID: 28, label: "a|b"),
            AssociationType(category: "USER_DEFINED", typeID: 28, label: ""),
            AssociationType(category: "HUBSPOT_DEFINED", typeID: 341, label: nil),
        ] {
            #expect(AssociationType(symbolText: type.symbolText) == type)
        }
    }
}
