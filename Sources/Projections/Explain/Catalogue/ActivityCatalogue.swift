internal import HubSpotModel

extension CatalogueWriter {
    private static let targeted = ["calls", "emails", "meetings"]

    mutating func addActivities() {
        let period = "activities.byPeriod"
        addShared(
            "\(period).totals", ["calls", "emails", "meetings", "tasks", "notes", "total"])
        add(
            "\(period).workingDays",
            "Mondays to Fridays that are no holidays, through today; for all time from the first "
                + "counted activity."
        ) { s in
            .derived([
                s.value("from", s.range.start?.description),
                s.value("to, exclusive", s.range.end?.description),
                s.value(
                    "holidays",
                    s.builder.configuration.holidays.map(\.description).joined(separator: " ")),
            ])
        }
        for type in Self.targeted { addTargets(type, in: period) }
        addActivityOwners(in: "\(period).byOwner[]")
        addCalls(in: period)
        addMeetings(in: period)
        addTasks()
        add("activities.byDay.rows[].count", "Counted activities of one day, owner and type.") {
            s in s.ofDayRow
        }
    }

    private static func setting(_ type: String) -> String {
        switch type {
        case "calls": "config.activityTargets.callsPerRepPerDay"
        case "emails": "config.activityTargets.emailsPerRepPerDay"
        default: "config.activityTargets.meetingsPerRepPerWeek"
        }
    }

    private mutating func addTargets(_ type: String, in period: String) {
        let setting = Self.setting(type)
        add("\(period).teamTargets.\(type)", "Target of a rep × number of reps.") { s in
            .derived([
                s.figure(setting, "target"), s.figure("activities.workingDays", "workingDays"),
                s.value("reps", DocumentNumber(s.builder.reps.count)),
            ])
        }
        add("\(period).teamAttainment.\(type)", "The reps' counted \(type) ÷ the team's target.") {
            s in
            var basis = MetricBasis.count(
                s.activities(ObjectType(name: type), owner: s.isRep))
            basis.combine = .derived
            return basis.adding([s.figure("activities.teamTargets.\(type)", "team's target")])
        }
        let row = "\(period).byOwner[]"
        add("\(row).targets.\(type)", .activityTarget) { s in
            .derived([
                s.figure(setting, "target"), s.figure("activities.workingDays", "workingDays"),
            ])
        }
        add("\(row).attainment.\(type)", "The owner's \(type) ÷ the owner's target.") { s in
            let owner = "activities.byOwner[\(s.key)]"
            return .derived([
                s.figure("\(owner).\(type)", type),
                s.figure("\(owner).targets.\(type)", "target"),
            ])
        }
    }

    private mutating func addActivityOwners(in row: String) {
        for type in ObjectType.activities {
            add("\(row).\(type.name)", "Counted \(type.name) of this owner before asOf.") { s in
                .count(s.activities(type, owner: s.ownerOfRow))
            }
        }
        add("\(row).total", "Counted activities of this owner before asOf.") { s in
            .count(s.activities(nil, owner: s.ownerOfRow))
        }
    }

    private mutating func addCalls(in period: String) {
        add("\(period).connectedCalls", "Counted calls that were answered.") { s in
            .count(s.calls(isConnected: true))
        }
        add("\(period).connectRate", .connectRate) { s in
            .share(s.calls(isConnected: true), of: [s.calls(isConnected: nil)])
        }
        add("\(period).talkMinutes", "Length of counted calls.") { s in
            var basis = MetricBasis.amount(s.calls(isConnected: nil))
            basis.perUnit = MetricBasis.minuteMilliseconds
            return basis
        }
        add("\(period).emailsReceived", "Incoming e-mails before asOf.") { s in
            var query = s.query(.emailsReceived)
            query.condition = s.beforeAsOf
            return .count(query)
        }
    }

    private mutating func addMeetings(in period: String) {
        add("\(period).meetingOutcomes[].count", .meetingOutcomes) { s in
            .count(s.query(.meetings, split: s.text(s.row?["outcome"]?.text)))
        }
        add(
            "\(period).meetingCompletionRate", "COMPLETED ÷ (COMPLETED + NO_SHOW + CANCELED)."
        ) { s in
            .share(
                s.query(.meetings, split: s.text("COMPLETED")),
                of: ["COMPLETED", "NO_SHOW", "CANCELED"].map {
                    s.query(.meetings, split: s.text($0))
                })
        }
        add("\(period).meetingsWithoutOutcome", "Meetings that began, outcome NONE or SCHEDULED.") {
            s in
            var query = s.query(
                .meetings,
                split: { split in
                    s.text("NONE")(split) || s.text("SCHEDULED")(split)
                })
            query.condition = s.beforeAsOf
            return .count(query)
        }
        add("\(period).upcomingMeetings", "Meetings from asOf on that were not called off.") { s in
            var query = s.query(
                .meetings,
                split: { split in
                    !s.text("CANCELED")(split) && !s.text("RESCHEDULED")(split)
                })
            let asOf = s.builder.asOf.milliseconds
            query.condition = (
                "it is before \(s.builder.asOf), or has no time",
                { $0.date != nil && ($0.position ?? .min) >= asOf }
            )
            return .count(query)
        }
    }

    private mutating func addTasks() {
        let place = "activities.overdueTasks"
        add("\(place).total", .overdueTasks) { s in .count(s.overdue()) }
        add("\(place).byOwner[].tasks", "Overdue tasks of this owner.") { s in
            .count(s.overdue(owner: s.ownerOfRow))
        }
        for (name, least, most, words) in [
            ("upTo7Days", Int64(0), Int64?(7), "under 7"), ("days7To30", 7, 30, "7 to 29"),
            ("over30Days", 30, nil, "30 or more"),
        ] {
            add("\(place).byAge.\(name)", "Tasks overdue for \(words) whole days.") { s in
                .count(s.overdue(days: least, to: most))
            }
        }
        add("\(place).oldest[].daysOverdue", "Whole days since the task was due.") { s in
            s.single(.tasks, s.key, unit: "days").adding([
                s.value("dueAt", s.row?["dueAt"]?.text),
                s.value("asOf", s.builder.asOf.description),
            ])
        }
    }
}

extension ExplainScope {
    fileprivate var isRep: (UInt64) -> Bool {
        { split in
            builder.ownerID(TextCode(truncatingIfNeeded: split)).map(builder.reps.contains)
                ?? false
        }
    }

    fileprivate func calls(isConnected: Bool?) -> FactQuery {
        var query = query(
            .callsCounted,
            split: { split in
                isConnected.map { $0 == (split == 1) } ?? true
            })
        query.condition = beforeAsOf
        return query
    }

    /// Open tasks that were due for so many whole days.
    fileprivate func overdue(
        days least: Int64 = 0, to most: Int64? = nil, owner: ((UInt64) -> Bool)? = nil
    ) -> FactQuery {
        var query = FactQuery(measure: .tasksOpen, split: owner)
        let asOf = builder.asOf.milliseconds
        query.condition = (
            "it is not due, or not for so long",
            { fact in
                guard fact.date != nil, let due = fact.position, due < asOf else { return false }
                let days = (asOf - due) / Instant.millisecondsPerDay
                return days >= least && most.map { days < $0 } ?? true
            }
        )
        return query
    }

    /// The cell of one day, owner and type.
    fileprivate var ofDayRow: MetricBasis {
        guard let cells = row?.items, cells.count == 4,
            case .date(let days)? = cells[0].text.map({ StoredValue(scalar: $0) })
        else { return .list([], of: [], reason: "") }
        let date = CivilDate(days: days)
        return .count(
            activities(
                cells[2].text.flatMap { ObjectType(name: $0) },
                DateRange(start: date, end: date.adding(days: 1)), owner: owner(cells[1].text)))
    }
}
