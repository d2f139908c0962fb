import Testing

@testable import Dashboard

@Suite("Markup")
struct MarkupTests {
    private func render(_ markup: Markup) -> String {
        var output = ""
        markup.render(into: &output)
        return output
    }

    @Test func textAndAttributesAreEscapedByTheRendererAlone() {
        let hostile = "<script>\"'&</script>"
        let escaped = "&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;"
        #expect(render(.text(hostile)) == escaped)
        #expect(render(tag("p", ["title": hostile]) { "x" }) == "<p title=\"\(escaped)\">x</p>")
    }

    @Test func voidElementsHaveNoEndAndShapesCloseThemselves() {
        #expect(render(tag("br")) == "<br>")
        #expect(render(tag("rect", ["x": "1"])).hasSuffix("/>"))
        #expect(render(tag("span")) == "<span></span>")
    }

    @Test func anAttributeWithoutAValueIsDroppedAndAnEmptyOneStandsAlone() {
        #expect(render(tag("p", ["id": nil, "hidden": ""])) == "<p hidden></p>")
    }
}
