internal import HubSpotModel

extension CatalogueWriter {
    mutating func addTarget() {
        for (interval, target) in Self.intervals {
            let place = "target.attainment.\(interval)"
            add("\(place).target", "metrics.revenueTarget.\(target).") { s in
                .derived([s.figure("config.revenueTarget.\(target)", "target")])
            }
            add("\(place).won", "Amount of deals won with close time in the \(interval).") { s in
                .amount(s.query(.dealsWon, s.interval(interval)))
            }
            add("\(place).attainment", .attainment) { s in
                .derived([s.beside("won"), s.beside("target")])
            }
            add("\(place).remaining", "Target − won, at least 0.") { s in
                .derived([s.beside("target"), s.beside("won")])
            }
            add("\(place).elapsedShare", "Days from the start through today ÷ days.") { s in
                .derived([
                    s.value("from", s.interval(interval).start?.description),
                    s.value("today", s.builder.calendar.today.description),
                    s.value("to, exclusive", s.interval(interval).end?.description),
                ])
            }
            add("\(place).expectedToDate", "Target × elapsed share, exact.") { s in
                .derived([s.beside("target"), s.beside("elapsedShare")])
            }
            add("\(place).pace", .pace) { s in
                .derived([s.beside("won"), s.beside("expectedToDate")])
            }
        }
        addModel()
        addScenarios()
    }

    /// What each volume is worked out from, in the order of the chain.
    private static let chain: [(name: String, before: String, rate: String)] = [
        ("deals", "targetMonthly", "avgDealSize"), ("opportunities", "deals", "winRate"),
        ("sqls", "opportunities", "sqlToOpportunity"), ("mqls", "sqls", "mqlToSql"),
        ("leads", "mqls", "leadToMql"),
    ]

    private mutating func addModel() {
        let place = "target.model"
        add("\(place).targetMonthly", "metrics.revenueTarget.monthly.") { s in
            .derived([s.figure("config.revenueTarget.monthly", "target")])
        }
        for rate in [
            "avgDealSize", "winRate", "salesCycleDays", "sqlToOpportunity", "mqlToSql",
            "leadToMql",
        ] {
            add("\(place).\(rate)", "rates.\(rate).") { s in
                .derived([s.figure("rates.\(rate)", rate)])
            }
        }
        for (name, before, rate) in Self.chain {
            let volume =
                before == "targetMonthly"
                ? "\(place).targetMonthly" : "\(place).required.\(before)"
            add(
                "\(place).required.\(name)",
                "\(before) ÷ \(rate), exact. \(GlossaryTerm.requiredVolumes.definition)"
            ) { s in
                .derived([s.figure(volume, before), s.figure("\(place).\(rate)", rate)])
            }
            add("\(place).requiredWhole.\(name)", "The exact number of \(name), rounded up.") { s in
                .derived([s.figure("\(place).required.\(name)", name)])
            }
        }
        add("\(place).requiredPipeline", "Monthly target ÷ win rate, exact.") { s in
            .derived([s.beside("targetMonthly"), s.beside("winRate")])
        }
        add("\(place).leadsPerWorkingDay", "Required leads ÷ working days of the month, exact.") {
            s in .derived([s.beside("required.leads"), s.beside("workingDaysInMonth")])
        }
        add(
            "\(place).workingDaysInMonth",
            "Mondays to Fridays of the current month that are no holidays."
        ) { s in
            .derived([
                s.value("from", s.interval("month").start?.description),
                s.value("to, exclusive", s.interval("month").end?.description),
                s.value(
                    "holidays",
                    s.builder.configuration.holidays.map(\.description).joined(separator: " ")),
            ])
        }
    }

    private mutating func addScenarios() {
        let row = "target.whatIf[]"
        for name in ["winRate", "dealSize", "cycle"] {
            add("\(row).factors.\(name)", "The scenario's factor.") { s in
                .derived([s.figure("config.scenarios[\(s.key)].\(name)", name)])
            }
        }
        for (name, rate, factor, words) in [
            ("winRate", "winRate", "winRate", "Win rate × factor, at most 1."),
            ("avgDealSize", "avgDealSize", "dealSize", "Average deal × factor."),
            ("salesCycleDays", "salesCycleDays", "cycle", "Sales cycle × factor."),
        ] {
            add("\(row).\(name)", words) { s in
                .derived([s.figure("rates.\(rate)", rate), s.beside("factors.\(factor)", "factor")])
            }
        }
        add(
            "\(row).monthlyRevenue",
            "Open deals × win rate × average deal ÷ sales cycle × 365 ÷ 12, exact."
        ) { s in
            .derived([
                s.figure("pipeline.openDeals", "openDeals"), s.beside("winRate"),
                s.beside("avgDealSize"), s.beside("salesCycleDays"),
            ])
        }
        add("\(row).changeFromBase", .sensitivity) { s in
            .derived([
                s.beside("monthlyRevenue"),
                s.figure("pipeline.salesVelocity.perMonth", "without factors"),
            ])
        }
        add("\(row).gapToTarget", "Monthly target − monthly revenue, exact.") { s in
            .derived([
                s.figure("target.model.targetMonthly", "targetMonthly"),
                s.beside("monthlyRevenue"),
            ])
        }
        add("\(row).requiredLeads", .whatIf) { s in
            .derived(
                [s.figure("target.model.targetMonthly", "targetMonthly")]
                    + [s.beside("avgDealSize"), s.beside("winRate")]
                    + ["sqlToOpportunity", "mqlToSql", "leadToMql"].map {
                        s.figure("rates.\($0)", $0)
                    })
        }
    }
}
