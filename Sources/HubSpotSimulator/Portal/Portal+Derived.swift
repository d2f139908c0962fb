/// What HubSpot fills in by itself when a value changes.
extension Portal {
    func text(_ kind: ObjectKind, _ record: Record, _ name: String) -> String? {
        schemas[kind.rawValue].position(name).flatMap { record.values[$0].nonEmpty }
    }

    /// Values that follow from an edit and are versioned like it.
    func derived(
        _ kind: ObjectKind, record: Record, assignments: [Assignment], now: Stamp
    ) -> [Assignment] {
        let instant = PropertyValue.text(StampText.iso(now))
        func new(_ name: String) -> PropertyValue? { assignments.last { $0.name == name }?.value }
        func isFree(_ name: String) -> Bool { new(name) == nil }
        var result: [Assignment] = []
        switch kind {
        case .contacts, .companies:
            guard let stage = new("lifecyclestage") else { return [] }
            let before = text(kind, record, "lifecyclestage")
            guard stage.nonEmpty != before else { return [] }
            if let before { result.append(("hs_v2_date_exited_\(before)", instant)) }
            if let entered = stage.nonEmpty {
                result.append(("hs_v2_date_entered_\(entered)", instant))
                if text(kind, record, "hs_lifecyclestage_\(entered)_date") == nil {
                    result.append(("hs_lifecyclestage_\(entered)_date", instant))
                }
            }
        case .deals:
            result += derivedOfDeal(record, assignments: assignments, now: now)
        case .tasks:
            if new("hs_task_status") == .text("COMPLETED"), isFree("hs_task_completion_date"),
                text(kind, record, "hs_task_status") != "COMPLETED"
            {
                result.append(("hs_task_completion_date", instant))
            }
        case .meetings:
            if isFree("hs_timestamp"), let start = new("hs_meeting_start_time") {
                result.append(("hs_timestamp", start))
            }
        case .calls, .notes, .emails: break
        }
        let schema = schemas[kind.rawValue]
        return result.filter { schema.position($0.name) != nil && isFree($0.name) }
    }

    private func derivedOfDeal(
        _ record: Record, assignments: [Assignment], now: Stamp
    ) -> [Assignment] {
        let instant = PropertyValue.text(StampText.iso(now))
        func new(_ name: String) -> PropertyValue? { assignments.last { $0.name == name }?.value }
        func value(_ name: String) -> String? {
            new(name).map(\.nonEmpty) ?? text(.deals, record, name)
        }
        var result: [Assignment] = []
        let before = text(.deals, record, "dealstage")
        if let stage = new("dealstage")?.nonEmpty, stage != before {
            if let before {
                let suffix = PropertyCatalogue.stagePropertySuffix(before)
                result.append(("hs_v2_date_exited_\(suffix)", instant))
            }
            let suffix = PropertyCatalogue.stagePropertySuffix(stage)
            result.append(("hs_v2_date_entered_\(suffix)", instant))
            result.append(("hs_v2_date_entered_current_stage", instant))
            result.append(("hs_v2_time_in_current_stage", instant))
            let target = self.stage(value("pipeline"), stage)
            let source = self.stage(text(.deals, record, "pipeline"), before)
            // Set on moving into closed won or lost; not between two won or two lost stages.
            let closes = target?.isClosed == true
            if closes, source?.isClosed != true || source?.isWon != target?.isWon {
                result.append(("closedate", instant))
            }
        }
        if new("amount") != nil || new("deal_currency_code") != nil {
            let home = homeAmount(amount: value("amount"), currency: value("deal_currency_code"))
            result.append(("amount_in_home_currency", home))
        }
        if new("hubspot_owner_id") != nil {
            result.append(("hubspot_owner_assigneddate", instant))
        }
        return result
    }

    func stage(_ pipeline: String?, _ id: String?) -> Pipeline.Stage? {
        guard let id else { return nil }
        return pipelines.first { $0.id == pipeline ?? "default" }?.stage(id)
    }

    func homeAmount(amount: String?, currency: String?) -> PropertyValue {
        guard let amount, let minor = DecimalText.minorUnits(amount) else { return .null }
        guard let currency, currency != account.currency else { return .text(amount) }
        guard let rate = exchangeRates[currency] else { return .null }
        return .text(DecimalText.money(Int64((Double(minor) * rate).rounded())))
    }

    /// Sets the calculated values of a deal; none of them keeps versions or moves the stamp.
    func recalculate(deal: inout Record, now: Stamp) {
        let schema = schemas[ObjectKind.deals.rawValue]
        let stage = stage(text(.deals, deal, "pipeline"), text(.deals, deal, "dealstage"))
        let isClosed = stage?.isClosed ?? false
        let isWon = isClosed && stage?.isWon == true
        let probability = stage?.probability.flatMap(Double.init)
        let amount = text(.deals, deal, "amount").flatMap(DecimalText.minorUnits)
        let home = text(.deals, deal, "amount_in_home_currency")
            .flatMap(DecimalText.minorUnits)
        let created = text(.deals, deal, "createdate").flatMap(StampText.parse) ?? deal.createdAt
        let closed = text(.deals, deal, "closedate").flatMap(StampText.parse)
        let days = closed.map { Double($0 - created) / Double(StampText.dayMilliseconds) }
        func weighted(_ minor: Int64?) -> PropertyValue {
            guard let minor, let probability else { return .null }
            return .text(DecimalText.expansion(Double(minor) / 100 * probability))
        }
        func money(_ minor: Int64?, when condition: Bool) -> PropertyValue {
            .text(condition ? DecimalText.money(minor ?? 0) : "0")
        }
        let values: [Assignment] = [
            ("hs_is_closed", .text("\(isClosed)")),
            ("hs_is_closed_won", .text("\(isWon)")),
            ("hs_is_closed_lost", .text("\(isClosed && !isWon)")),
            ("hs_closed_won_count", .text(isWon ? "1" : "0")),
            ("hs_is_closed_count", .text(isClosed ? "1" : "0")),
            ("hs_is_open_count", .text(isClosed ? "0" : "1")),
            (
                "hs_deal_stage_probability",
                probability.map { .text(DecimalText.expansion($0)) } ?? .null
            ),
            ("hs_projected_amount", weighted(amount)),
            ("hs_projected_amount_in_home_currency", weighted(home)),
            ("hs_forecast_amount", amount.map { .text(DecimalText.money($0)) } ?? .null),
            ("hs_closed_amount", money(amount, when: isWon)),
            ("hs_closed_amount_in_home_currency", money(home, when: isWon)),
            ("hs_open_amount_in_home_currency", money(home, when: !isClosed)),
            (
                "hs_closed_won_date",
                isWon ? closed.map { .text(StampText.iso($0)) } ?? .null : .null
            ),
            (
                "hs_closed_deal_close_date",
                isClosed ? closed.map { .text("\($0)") } ?? .null : .null
            ),
            ("hs_open_deal_create_date", isClosed ? .null : .text("\(created)")),
            ("days_to_close", .text(isClosed ? days.map { "\(Int($0))" } ?? "0" : "0")),
            (
                "hs_days_to_close_raw",
                .text(isClosed ? days.map { DecimalText.expansion($0) } ?? "0" : "0")
            ),
            ("hs_all_owner_ids", text(.deals, deal, "hubspot_owner_id").map { .text($0) } ?? .null),
            (
                "num_associated_contacts",
                .text("\(liveLinks(.deals, deal.id, to: .contacts).count)")
            ),
        ]
        for (name, value) in values {
            if let position = schema.position(name) { deal.values[position] = value }
        }
    }
}
