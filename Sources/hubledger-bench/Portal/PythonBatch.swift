import Foundation

/// The plain way: load every record, then walk over all of them for every figure.
enum PythonBatch {
    struct Outcome: Decodable {
        let seconds: Double
        let records: Int
        let openDeals: Int
    }

    /// Writes the pages to files and runs the batch over them.
    ///
    /// - Returns: What it found, or `nil` where there is no Python 3.
    static func run(_ pages: [String: [[UInt8]]], in folder: String) throws -> Outcome? {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (type, bodies) in pages {
            for (number, body) in bodies.enumerated() {
                let path = "\(folder)/\(type)-\(number).json"
                try Data(body).write(to: URL(fileURLWithPath: path))
            }
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", source, folder]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 126 || process.terminationStatus == 127 { return nil }
        guard process.terminationStatus == 0 else {
            throw BenchmarkError("the Python batch ended with \(process.terminationStatus)")
        }
        return try JSONDecoder().decode(Outcome.self, from: bytes)
    }

    private static let source = """
        import datetime, glob, json, os, sys, time

        start = time.perf_counter()
        folder = sys.argv[1]
        records = {}
        for path in glob.glob(os.path.join(folder, "*.json")):
            kind = os.path.basename(path).split("-")[0]
            with open(path, encoding="utf-8") as file:
                records.setdefault(kind, []).extend(json.load(file)["results"])

        def instant(text):
            if not text:
                return None
            return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))

        def number(text):
            try:
                return float(text or 0)
            except ValueError:
                return 0.0

        now = datetime.datetime.now(datetime.timezone.utc)
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        week = today - datetime.timedelta(days=today.weekday())
        year = today.replace(month=1, day=1)
        periods = {
            "thisWeek": (week, now),
            "lastWeek": (week - datetime.timedelta(days=7), week),
            "mtd": (today.replace(day=1), now),
            "ytd": (year, now),
            "lastYear": (year.replace(year=year.year - 1), year),
            "allTime": (datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc), now),
        }
        metrics = {"pipeline": {}, "activities": {}, "contacts": {}}

        # The pipeline: what is open by stage and owner, what closed in each period.
        deals = records.get("deals", [])
        opened = [d for d in deals if d["properties"].get("hs_is_closed") != "true"]
        by_stage, by_owner = {}, {}
        for deal in opened:
            properties = deal["properties"]
            amount = number(properties.get("amount_in_home_currency") or properties.get("amount"))
            weight = number(properties.get("hs_deal_stage_probability"))
            for table, key in ((by_stage, properties.get("dealstage")),
                               (by_owner, properties.get("hubspot_owner_id"))):
                row = table.setdefault(key, {"deals": 0, "amount": 0.0, "weighted": 0.0})
                row["deals"] += 1
                row["amount"] += amount
                row["weighted"] += amount * weight
        metrics["pipeline"] = {"openDeals": len(opened), "byStage": by_stage, "byOwner": by_owner}
        for period, (first, last) in periods.items():
            won = lost = created = 0
            revenue, cycles = 0.0, []
            for deal in deals:
                properties = deal["properties"]
                born = instant(properties.get("createdate"))
                closed = instant(properties.get("closedate"))
                if born and first <= born < last:
                    created += 1
                if properties.get("hs_is_closed") != "true" or not closed:
                    continue
                if not first <= closed < last:
                    continue
                if properties.get("hs_is_closed_won") == "true":
                    won += 1
                    revenue += number(properties.get("amount_in_home_currency"))
                    if born:
                        cycles.append((closed - born).total_seconds() / 86400)
                else:
                    lost += 1
            metrics["pipeline"][period] = {
                "won": won, "lost": lost, "created": created, "revenue": revenue,
                "winRate": won / (won + lost) if won + lost else None,
                "cycleDays": sum(cycles) / len(cycles) if cycles else None,
            }

        # Activities: by period, type and owner, and by day and hour.
        for period, (first, last) in periods.items():
            table = {}
            for kind in ("calls", "emails", "meetings", "tasks", "notes"):
                for record in records.get(kind, []):
                    at = instant(record["properties"].get("hs_timestamp"))
                    if at and first <= at < last:
                        key = (kind, record["properties"].get("hubspot_owner_id"))
                        table[key] = table.get(key, 0) + 1
            metrics["activities"][period] = table
        days, hours = {}, {}
        for kind in ("calls", "emails", "meetings", "tasks", "notes"):
            for record in records.get(kind, []):
                at = instant(record["properties"].get("hs_timestamp"))
                if at:
                    days[at.date()] = days.get(at.date(), 0) + 1
                    hours[(at.weekday(), at.hour)] = hours.get((at.weekday(), at.hour), 0) + 1
        metrics["activities"]["byDay"] = days
        metrics["activities"]["byHour"] = hours

        # Contacts are counted: the census of the data quality notes.
        for contact in records.get("contacts", []):
            stage = contact["properties"].get("lifecyclestage")
            metrics["contacts"][stage] = metrics["contacts"].get(stage, 0) + 1

        print(json.dumps({
            "seconds": time.perf_counter() - start,
            "records": sum(len(rows) for rows in records.values()),
            "openDeals": metrics["pipeline"]["openDeals"],
        }))
        """
}
