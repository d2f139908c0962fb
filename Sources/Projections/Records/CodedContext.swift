internal import HubSpotModel

/// The context in text codes: what images are made with.
struct CodedContext: Sendable {
    struct StageKey: Hashable, Sendable {
        let pipeline: TextCode
        let stage: TextCode
    }

    struct Stage: Sendable {
        let status: DealStatus
        let probability: Probability?
        /// The place among the open and won stages of the pipeline; `nil` for the other kinds.
        let pathPlace: Int?
    }

    let context: ProjectionContext
    let words: Words
    let companyCurrency: TextCode
    private let stages: [StageKey: Stage]
    private let stagesOfPipelines: [TextCode: [TextCode]]
    private let countedPipelines: Set<TextCode>?
    private let rates: [TextCode: Rational]

    init(_ context: ProjectionContext, _ lexicon: inout Lexicon) {
        self.context = context
        words = Words(&lexicon)
        companyCurrency = lexicon.code(context.account.companyCurrency)
        var stages: [StageKey: Stage] = [:]
        var order: [TextCode: [TextCode]] = [:]
        for pipeline in context.pipelines {
            let pipelineCode = lexicon.code(pipeline.id)
            var place = 0
            for stage in pipeline.stages {
                let code = lexicon.code(stage.id)
                let isOnPath = stage.status == .open || stage.status == .won
                stages[StageKey(pipeline: pipelineCode, stage: code)] = Stage(
                    status: stage.status, probability: stage.probability,
                    pathPlace: isOnPath ? place : nil)
                order[pipelineCode, default: []].append(code)
                place += isOnPath ? 1 : 0
            }
        }
        self.stages = stages
        stagesOfPipelines = order
        countedPipelines = context.configuration.pipelineIds.map { ids in
            Set(ids.map { lexicon.code($0) })
        }
        var rates: [TextCode: Rational] = [:]
        for entry in context.configuration.exchangeRates.entries {
            rates[lexicon.code(entry.name.uppercasedPerCharacter)] = entry.number.rational
        }
        self.rates = rates
    }

    func stage(_ pipeline: TextCode, _ stage: TextCode) -> Stage? {
        stages[StageKey(pipeline: pipeline, stage: stage)]
    }

    /// The stages that a pipeline defines, in order.
    func stages(of pipeline: TextCode) -> [TextCode] { stagesOfPipelines[pipeline] ?? [] }

    func counts(_ pipeline: TextCode) -> Bool { countedPipelines?.contains(pipeline) ?? true }

    /// A deal's amount in company currency, and whether only a rate is wanting.
    ///
    /// Source: metric dictionary, section 1.3.
    func amount(_ stated: StatedAmounts, _ lexicon: Lexicon) -> (Money?, lacksRate: Bool) {
        if let home = stated.home.money(lexicon) { return (home, false) }
        guard !stated.amount.isMissing else { return (nil, false) }
        if stated.currency == 0 || stated.currency == companyCurrency {
            return (stated.amount.money(lexicon), false)
        }
        guard let rate = rates[stated.currency] else { return (nil, true) }
        return (stated.amount.exact(lexicon).flatMap { Money($0, exchangeRate: rate) }, false)
    }

    /// Codes of the option values that definitions name.
    struct Words: Sendable {
        let canceled, failed, queued: TextCode
        let email, incomingEmail: TextCode
        let emailsNotSent: Set<TextCode>
        let scheduled, rescheduled, noShow, completed, deferred: TextCode
        let none, unknown: TextCode
        let connected: TextCode
        let defaultPipeline: TextCode
        let funnel: [TextCode: FunnelStage]

        init(_ lexicon: inout Lexicon) {
            canceled = lexicon.code("CANCELED")
            failed = lexicon.code("FAILED")
            queued = lexicon.code("QUEUED")
            email = lexicon.code("EMAIL")
            incomingEmail = lexicon.code("INCOMING_EMAIL")
            emailsNotSent = Set(
                ["FAILED", "SCHEDULED", "SENDING", "DRAFT"].map { lexicon.code($0) })
            scheduled = lexicon.code("SCHEDULED")
            rescheduled = lexicon.code("RESCHEDULED")
            noShow = lexicon.code("NO_SHOW")
            completed = lexicon.code("COMPLETED")
            deferred = lexicon.code("DEFERRED")
            none = lexicon.code("NONE")
            unknown = lexicon.code("UNKNOWN")
            connected = lexicon.code("f240bbac-87c9-4f6e-bf70-924b57d47db7")
            defaultPipeline = lexicon.code(DealPipeline.defaultID)
            var funnel: [TextCode: FunnelStage] = [:]
            for stage in FunnelStage.allCases { funnel[lexicon.code(stage.name)] = stage }
            self.funnel = funnel
        }
    }
}

extension DocumentNumber {
    /// The same number as an exact fraction.
    var rational: Rational {
        var divisor: Int128 = 1
        for _ in 0..<scale { divisor *= 10 }
        return Rational(units).divided(by: Rational(divisor)) ?? .zero
    }
}
