import HubSpotModel

@testable import Projections

extension SamplePortal {
    func activities(_ base: MetricsDocument) -> MetricsDocument.Activities {
        MetricsDocument.Activities(
            byPeriod: ByPeriod { period($0, base) }, overdueTasks: overdueTasks,
            byDay: .init(rows: days))
    }

    private func period(
        _ key: PeriodKey, _ base: MetricsDocument
    ) -> MetricsDocument.Activities.Period {
        let bounds = base.periods[key]
        let rows = days.filter { row in
            guard let start = bounds.startDate, let end = bounds.endDate else { return true }
            return start <= row.date && row.date < end
        }
        let workingDays = base.activities.byPeriod[key].workingDays
        func count(_ owner: String?, _ type: String) -> Int {
            rows.filter { $0.type == type && (owner == nil || $0.ownerId == owner) }
                .reduce(0) { $0 + $1.count }
        }
        func targets(_ reps: Int) -> MetricsDocument.Activities.Targets {
            .init(
                calls: DocumentNumber(15 * workingDays * reps),
                emails: DocumentNumber(25 * workingDays * reps),
                meetings: DocumentNumber(workingDays * reps))
        }
        func attained(_ actual: Int, _ target: DocumentNumber?) -> DocumentNumber? {
            guard let target, target > 0 else { return nil }
            return DocumentNumber(units: Int128(actual) * 10_000 / target.units, scale: 4)
        }
        func attainment(
            _ owner: String?, _ targets: MetricsDocument.Activities.Targets
        ) -> MetricsDocument.Activities.Attainment {
            .init(
                calls: attained(count(owner, "calls"), targets.calls),
                emails: attained(count(owner, "emails"), targets.emails),
                meetings: attained(count(owner, "meetings"), targets.meetings))
        }
        let team = targets(7)
        let people = owners.prefix(8).map { owner in
            let theirs = owner.isRep ? targets(1) : .init()
            let counts = ["calls", "emails", "meetings", "tasks", "notes"].map {
                count(owner.ownerId, $0)
            }
            return MetricsDocument.Activities.OwnerRow(
                ownerId: owner.ownerId, ownerName: owner.name, isRep: owner.isRep,
                calls: counts[0], emails: counts[1], meetings: counts[2], tasks: counts[3],
                notes: counts[4], total: counts.reduce(0, +), targets: theirs,
                attainment: attainment(owner.ownerId, theirs))
        }
        let calls = count(nil, "calls")
        let meetings = count(nil, "meetings")
        let total = ["calls", "emails", "meetings", "tasks", "notes"].reduce(0) {
            $0 + count(nil, $1)
        }
        return .init(
            totals: .init(
                calls: calls, emails: count(nil, "emails"), meetings: meetings,
                tasks: count(nil, "tasks"), notes: count(nil, "notes"), total: total),
            workingDays: workingDays, teamTargets: team, teamAttainment: attainment(nil, team),
            byOwner: people.sorted { $0.total > $1.total }, connectedCalls: calls / 3,
            connectRate: calls == 0 ? nil : DocumentNumber(units: 3_333, scale: 4),
            talkMinutes: DocumentNumber(units: Int128(calls * 31), scale: 1),
            emailsReceived: count(nil, "emails") / 4,
            meetingOutcomes: meetings == 0
                ? []
                : [
                    .init(outcome: "COMPLETED", count: meetings),
                    .init(outcome: "NO_SHOW", count: max(1, meetings / 9)),
                    .init(outcome: "CANCELED", count: max(1, meetings / 12)),
                    .init(outcome: "SCHEDULED", count: max(1, meetings / 14)),
                    .init(outcome: "RESCHEDULED", count: max(1, meetings / 16)),
                    .init(outcome: "NONE", count: max(1, meetings / 30)),
                ],
            meetingCompletionRate: meetings == 0 ? nil : DocumentNumber(units: 8_372, scale: 4),
            meetingsWithoutOutcome: meetings / 30, upcomingMeetings: key == .allTime ? 17 : 4)
    }

    private var overdueTasks: MetricsDocument.Activities.OverdueTasks {
        let subjects = [
            "Send the revised proposal", "Call back about the pilot", "Chase the signature",
            "Book the second meeting", "Answer the security questionnaire",
        ]
        return .init(
            total: 27,
            byOwner: owners.prefix(6).enumerated().map { index, owner in
                .init(
                    ownerId: owner.ownerId, ownerName: owner.name, tasks: [9, 7, 5, 3, 2, 1][index])
            },
            byAge: .init(upTo7Days: 11, days7To30: 9, over30Days: 7),
            oldest: (0..<20).map { index in
                .init(
                    taskId: "\(600 + index)", subject: subjects[index % 5],
                    ownerId: "\(11 + index % 6)",
                    dueAt: "\(today.adding(days: -61 + index * 3))T17:00:00.000Z",
                    daysOverdue: 60 - index * 3)
            })
    }
}
