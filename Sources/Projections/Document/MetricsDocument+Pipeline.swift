extension MetricsDocument {
    /// Open deals, closed results, stages, coverage and movement.
    ///
    /// Source: the metric dictionary, section 6.
    package struct Pipeline: Sendable, Equatable, Codable {
        package var openDeals: Int
        package var openAmount: DocumentNumber
        package var weightedAmount: DocumentNumber
        package var avgOpenDealSize: DocumentNumber?
        package var overdueClose: Bag
        package var undatedClose: Bag
        package var stale: Bag
        package var staleDeals: [StaleDeal]
        package var stages: [Stage]
        package var byOwner: [OwnerRow]
        package var byPeriod: ByPeriod<Period>
        package var coverage: ByCalendarInterval<Coverage>
        package var salesVelocity: SalesVelocity?
        /// nil where it is not computed; the period `allTime` is always nil.
        package var movement: ByPeriod<Movement?>?
    }
}

extension MetricsDocument.Pipeline {
    /// A set of deals; missing amounts count 0.
    package struct Bag: Sendable, Equatable, Codable {
        package var deals: Int
        package var amount: DocumentNumber
        package var weightedAmount: DocumentNumber
    }

    /// An open deal without activity for longer than the threshold; longest idle first.
    package struct StaleDeal: Sendable, Equatable, Codable {
        package var dealId: String
        package var name: String
        package var ownerId: String?
        package var stageId: String
        package var amount: DocumentNumber?
        package var lastActivityAt: String?
        package var daysSinceActivity: Int
    }

    /// One stage; one that only deals name has the bag and the status `unknown`, no more.
    package struct Stage: Sendable, Equatable, Codable {
        package var pipelineId: String
        package var stageId: String
        package var label: String
        package var displayOrder: Int?
        package var probability: DocumentNumber?
        /// `open`, `won`, `lost`, `disqualified` or `unknown`.
        package var status: String
        package var deals: Int
        package var amount: DocumentNumber
        package var weightedAmount: DocumentNumber
        package var avgDaysInStage: DocumentNumber?
        package var medianDaysInStage: DocumentNumber?
        package var completedVisits: Int?
        package var avgCurrentAgeDays: DocumentNumber?
        package var reached: Int?
        package var advanced: Int?
        package var advanceRate: DocumentNumber?
    }

    /// Open deals of one owner.
    package struct OwnerRow: Sendable, Equatable, Codable {
        package var ownerId: String?
        package var ownerName: String
        package var deals: Int
        package var amount: DocumentNumber
        package var weightedAmount: DocumentNumber
        package var staleDeals: Int
    }

    /// What was created and closed in one period.
    package struct Period: Sendable, Equatable, Codable {
        package var dealsCreated: Int
        package var dealsCreatedAmount: DocumentNumber
        package var dealsWon: Int
        package var wonRevenue: DocumentNumber
        package var dealsLost: Int
        package var lostAmount: DocumentNumber
        package var dealsDisqualified: Int
        package var winRate: DocumentNumber?
        package var winRateByValue: DocumentNumber?
        package var winRateBroad: DocumentNumber?
        package var avgDealSize: DocumentNumber?
        package var medianDealSize: DocumentNumber?
        package var avgSalesCycleDays: DocumentNumber?
        package var medianSalesCycleDays: DocumentNumber?
        package var createdCohort: CreatedCohort
        package var byOwner: [ClosedByOwner]
    }

    /// The deals created in a period, wherever they stand now.
    package struct CreatedCohort: Sendable, Equatable, Codable {
        package var created: Int
        package var won: Int
        package var lost: Int
        package var disqualified: Int
        package var open: Int
        package var winRateOfClosed: DocumentNumber?
        package var winRateOfCreated: DocumentNumber?
    }

    /// Deals of one owner that closed in a period.
    package struct ClosedByOwner: Sendable, Equatable, Codable {
        package var ownerId: String?
        package var ownerName: String
        package var dealsWon: Int
        package var wonRevenue: DocumentNumber
        package var dealsLost: Int
        package var winRate: DocumentNumber?
    }

    /// Open deals against what is left of a target.
    package struct Coverage: Sendable, Equatable, Codable {
        package var startDate: String
        package var endDate: String
        package var target: DocumentNumber
        package var wonToDate: DocumentNumber
        package var remaining: DocumentNumber
        package var openClosing: Bag
        package var coverage: DocumentNumber?
        package var weightedCoverage: DocumentNumber?
        package var requiredCoverage: DocumentNumber?
    }

    package struct SalesVelocity: Sendable, Equatable, Codable {
        package var openDeals: Int
        package var winRate: DocumentNumber?
        package var avgDealSize: DocumentNumber?
        package var salesCycleDays: DocumentNumber?
        package var perDay: DocumentNumber?
        package var perMonth: DocumentNumber?
    }
}
