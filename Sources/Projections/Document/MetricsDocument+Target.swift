extension MetricsDocument {
    /// Attainment of the targets and what they require.
    ///
    /// Source: the metric dictionary, section 11.
    package struct Target: Sendable, Equatable, Codable {
        package var attainment: ByCalendarInterval<Attainment>
        package var model: Model
        package var whatIf: [Scenario]
    }
}

extension MetricsDocument.Target {
    package struct Attainment: Sendable, Equatable, Codable {
        package var startDate: String
        package var endDate: String
        package var target: DocumentNumber
        package var won: DocumentNumber
        package var attainment: DocumentNumber?
        package var remaining: DocumentNumber
        package var elapsedShare: DocumentNumber
        package var expectedToDate: DocumentNumber
        package var pace: DocumentNumber?
    }

    /// The chain from a month's target back to leads.
    package struct Model: Sendable, Equatable, Codable {
        package var targetMonthly: DocumentNumber
        package var avgDealSize: DocumentNumber?
        package var winRate: DocumentNumber?
        package var salesCycleDays: DocumentNumber?
        package var sqlToOpportunity: DocumentNumber?
        package var mqlToSql: DocumentNumber?
        package var leadToMql: DocumentNumber?
        package var required: Required
        package var requiredWhole: Required
        package var requiredPipeline: DocumentNumber?
        package var leadsPerWorkingDay: DocumentNumber?
        package var workingDaysInMonth: Int
        package var leadsCreatedTodayCloseOn: String?
    }

    package struct Required: Sendable, Equatable, Codable {
        package var deals: DocumentNumber?
        package var opportunities: DocumentNumber?
        package var sqls: DocumentNumber?
        package var mqls: DocumentNumber?
        package var leads: DocumentNumber?
    }

    package struct Scenario: Sendable, Equatable, Codable {
        package var id: String
        package var factors: Factors
        package var winRate: DocumentNumber?
        package var avgDealSize: DocumentNumber?
        package var salesCycleDays: DocumentNumber?
        package var monthlyRevenue: DocumentNumber?
        package var changeFromBase: DocumentNumber?
        package var gapToTarget: DocumentNumber?
        package var requiredLeads: DocumentNumber?
    }

    package struct Factors: Sendable, Equatable, Codable {
        package var winRate: DocumentNumber
        package var dealSize: DocumentNumber
        package var cycle: DocumentNumber
    }
}
