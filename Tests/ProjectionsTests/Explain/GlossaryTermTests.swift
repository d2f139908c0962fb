import HubSpotModel
import Testing

@testable import Projections

@Suite("Glossary terms")
struct GlossaryTermTests {
    /// What measures and figures say of themselves.
    private static let texts =
        Set(MetricCatalogue.formulas.values)
        .union(MeasureID.allCases.map { RecordBook.definition(of: $0) })

    @Test(arguments: GlossaryTerm.allCases)
    func aDefinitionIsWhatAMeasureOrAFigureSaysOfItself(term: GlossaryTerm) {
        #expect(Self.texts.contains { $0.contains(term.definition) })
    }

    @Test(arguments: GlossaryTerm.allCases)
    func aDefinitionIsAShortSentenceWithAName(term: GlossaryTerm) {
        let definition = term.definition
        #expect(definition.hasSuffix(".") && definition.count < 260)
        #expect(definition.first?.isUppercase == true || definition.first?.isNumber == true)
        #expect(GlossaryTerm.allCases.count { $0.title == term.title } == 1)
        #expect(GlossaryTerm.allCases.count { $0.definition == definition } == 1)
    }

    @Test(arguments: GlossaryTerm.allCases)
    func aSourceNamesPropertiesThatAreSynced(term: GlossaryTerm) throws {
        #expect(!term.source.objects.isEmpty)
        for date in term.source.dates {
            let isKnown = try term.source.objects.contains { object in
                let schema = try #require(RecordSchema.of(object))
                // Stages have dates of their own, under their ids.
                return date.hasSuffix("_…")
                    || schema.fields.contains { $0.name == date && $0.reading == .instant }
            }
            #expect(isKnown, "\(date)")
        }
    }

    @Test func aRateOfDealsSaysWhichDatePlacesThem() {
        #expect(GlossaryTerm.winRate.source.description == "Deals by closedate")
        #expect(GlossaryTerm.openDeals.source.description == "Deals as of now")
        let formulas = MetricCatalogue.formulas
        #expect(formulas["summary.byPeriod.winRate"] == GlossaryTerm.winRate.definition)
        #expect(formulas["pipeline.byPeriod.winRate"] == GlossaryTerm.winRate.definition)
    }
}
