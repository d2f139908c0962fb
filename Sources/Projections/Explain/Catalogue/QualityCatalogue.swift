internal import HubSpotModel

extension CatalogueWriter {
    mutating func addQuality() {
        let counted: [MeasureID] = [
            .openDealsWithoutAmount, .wonDealsWithoutAmount, .dealsWithUnconvertibleCurrency,
            .openDealsWithoutCloseDate, .closedDealsWithoutCloseDate, .wonDealsWithNegativeCycle,
            .dealsInUnknownStage, .dealsWithoutCompany, .contactsWithoutCreateDate,
            .contactsWithoutSource, .contactsWithoutLifecycleStage, .activitiesWithoutTimestamp,
        ]
        for measure in counted {
            add("dataQuality.\(measure)", RecordBook.definition(of: measure)) { _ in
                .count(FactQuery(measure: measure))
            }
        }
        add(
            "dataQuality.recordsWithUnknownOwner",
            "Live contacts, deals and activities whose owner is not in the list."
        ) { s in
            .count(
                FactQuery(
                    measure: .recordsByOwner,
                    split: { split in
                        s.builder.ownerID(TextCode(truncatingIfNeeded: split))
                            .map { s.builder.models.owners[$0] == nil } ?? false
                    }))
        }
        add("dataQuality.recordsWithoutOwner", "Live contacts, deals and activities without one.") {
            _ in .count(FactQuery(measure: .recordsByOwner, split: { $0 == 0 }))
        }
        let types = [ObjectType.contacts, .companies, .deals] + ObjectType.activities
        for (list, standing, words) in [
            ("archivedRecords", Standing.archived, "archived"),
            ("mergedRecords", .absorbed, "merged into others"),
        ] {
            for type in types {
                add("dataQuality.\(list).\(type.name)", "\(type.name) that are \(words).") { s in
                    var basis = MetricBasis.count(s.records(type, standing))
                    basis.universe = [type]
                    return basis
                }
            }
        }
    }

    mutating func addRecords() {
        add("records.deals[].amount", "The deal's amount in company currency.") { s in
            s.single(.deals, s.row?["dealId"]?.text, unit: "money")
        }
        add("records.deals[].probability", "That of its stage, or its own where configured.") { s in
            s.single(.deals, s.row?["dealId"]?.text).rounded(to: 4).adding([
                s.value("stage", s.row?["stageId"]?.text),
                s.value("source", s.builder.configuration.probabilitySource.rawValue),
            ])
        }
        add("records.deals[].weightedAmount", "Amount × probability of an open deal.") { s in
            s.single(.deals, s.row?["dealId"]?.text, unit: "money").adding([
                s.beside("amount"), s.beside("probability"),
            ])
        }
    }
}
