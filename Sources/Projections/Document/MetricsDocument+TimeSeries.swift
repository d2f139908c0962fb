extension MetricsDocument {
    /// Daily, weekly and monthly sums of everything that is placed in time.
    ///
    /// Source: the metric dictionary, section 12.
    package struct TimeSeries: Sendable, Equatable, Codable {
        package static let columns = [
            "date", "contactsCreated", "leads", "mqls", "sqls", "opportunities", "customers",
            "dealsCreated", "dealsCreatedAmount", "dealsWon", "wonRevenue", "dealsLost",
            "lostAmount", "calls", "emails", "meetings", "tasks", "notes",
        ]

        package var columns = Self.columns
        /// Dates with a value other than zero, ascending.
        package var daily: [SeriesRow]
        /// Keyed by their Monday, without gaps.
        package var weekly: [SeriesRow]
        /// Keyed by their first day, without gaps.
        package var monthly: [SeriesRow]
    }

    /// One bucket of a series, written as an array in the order of the columns.
    package struct SeriesRow: Sendable, Equatable {
        package var date: String
        package var contactsCreated: Int
        package var leads: Int
        package var mqls: Int
        package var sqls: Int
        package var opportunities: Int
        package var customers: Int
        package var dealsCreated: Int
        package var dealsCreatedAmount: DocumentNumber
        package var dealsWon: Int
        package var wonRevenue: DocumentNumber
        package var dealsLost: Int
        package var lostAmount: DocumentNumber
        package var calls: Int?
        package var emails: Int?
        package var meetings: Int?
        package var tasks: Int?
        package var notes: Int?
    }
}

extension MetricsDocument.SeriesRow: Codable {
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        date = try container.decode(String.self)
        contactsCreated = try container.decode(Int.self)
        leads = try container.decode(Int.self)
        mqls = try container.decode(Int.self)
        sqls = try container.decode(Int.self)
        opportunities = try container.decode(Int.self)
        customers = try container.decode(Int.self)
        dealsCreated = try container.decode(Int.self)
        dealsCreatedAmount = try container.decode(DocumentNumber.self)
        dealsWon = try container.decode(Int.self)
        wonRevenue = try container.decode(DocumentNumber.self)
        dealsLost = try container.decode(Int.self)
        lostAmount = try container.decode(DocumentNumber.self)
        calls = try container.decode(Int?.self)
        emails = try container.decode(Int?.self)
        meetings = try container.decode(Int?.self)
        tasks = try container.decode(Int?.self)
        notes = try container.decode(Int?.self)
    }

    package func encode(to encoder: any Encoder) throws {
        if let direct = encoder as? DocumentEncoding {
            direct.writeRow(write)
            return
        }
        var container = encoder.unkeyedContainer()
        try container.encode(date)
        for count in [contactsCreated, leads, mqls, sqls, opportunities, customers, dealsCreated] {
            try container.encode(count)
        }
        try container.encode(dealsCreatedAmount)
        try container.encode(dealsWon)
        try container.encode(wonRevenue)
        try container.encode(dealsLost)
        try container.encode(lostAmount)
        for count in [calls, emails, meetings, tasks, notes] { try container.encode(count) }
    }

    private func write(into row: inout DocumentRowWriter) {
        row.write(date)
        row.write(contactsCreated)
        row.write(leads)
        row.write(mqls)
        row.write(sqls)
        row.write(opportunities)
        row.write(customers)
        row.write(dealsCreated)
        row.write(dealsCreatedAmount)
        row.write(dealsWon)
        row.write(wonRevenue)
        row.write(dealsLost)
        row.write(lostAmount)
        row.write(calls)
        row.write(emails)
        row.write(meetings)
        row.write(tasks)
        row.write(notes)
    }
}
