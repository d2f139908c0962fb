extension Portal {
    /// `POST /crm/objects/{version}/{type}/batch/read`.
    func batchRead(
        _ kind: ObjectKind, _ request: APIRequest, fault: Fault?
    ) throws(APIError) -> Answer {
        guard let body = JSONParser.parse(request.body), let inputs = body["inputs"]?.elements
        else { throw .validation("Invalid input JSON on line 1, column 1: inputs is required") }
        let schema = schemas[kind.rawValue]
        let names = body["properties"]?.elements?.compactMap(\.stringValue) ?? []
        let history = body["propertiesWithHistory"]?.elements?.compactMap(\.stringValue) ?? []
        if inputs.count > 100 {
            throw .validation("The maximum number of inputs supported in a batch request is 100")
        }
        if !history.isEmpty, inputs.count > 50 {
            throw .validation(
                "The maximum number of inputs supported in a batch request for property histories"
                    + " is 50")
        }
        let form = RecordForm(
            kind: kind,
            columns: schema.columns(
                names.isEmpty && history.isEmpty ? kind.defaultProperties : names + history),
            history: historyColumns(schema, history),
            urlPrefix: recordURLPrefix + kind.typeID + "/")
        let archived = request.target.value("archived") == "true"
        let idProperty = body["idProperty"]?.stringValue

        var found: [Record] = []
        var seen: Set<UInt64> = []
        var missing: [String] = []
        var failed: [String] = []
        for input in inputs {
            guard let id = input["id"]?.scalarText else {
                throw .validation("Invalid input JSON: some inputs have no id")
            }
            if let number = UInt64(id), fault?.strikes(number) == true {
                failed.append(id)
                continue
            }
            guard let record = lookUp(kind, id, idProperty: idProperty, archived: archived) else {
                if !missing.contains(id) { missing.append(id) }
                continue
            }
            let isMerged = idProperty == nil && UInt64(id) != record.id
            if seen.insert(record.id).inserted || (isMerged && settings.repeatsMergedRecords) {
                found.append(record)
            }
        }
        // No order is promised: ours is that of mixed ids.
        found.sort { SplitMix64.mix($0.id) < SplitMix64.mix($1.id) }

        var writer = JSONWriter(capacity: 1 << 16)
        writer.raw("{\"status\":\"COMPLETE\",\"results\":[")
        for (index, record) in found.enumerated() {
            if index > 0 { writer.comma() }
            form.write(record, of: self, to: &writer)
        }
        writer.byte(0x5D)
        var errors: [JSONValue] = []
        if !missing.isEmpty {
            errors.append([
                "status": "error", "category": "OBJECT_NOT_FOUND",
                "message": .string(
                    "Could not get some \(kind.singular.uppercased()) objects, they may be deleted"
                        + " or not exist. Check that ids are valid."),
                "context": ["ids": .array(missing.map(JSONValue.string))],
            ])
        }
        if !failed.isEmpty, let fault { errors.append(fault.itemError(failed, name: "ids")) }
        if !errors.isEmpty {
            writer.raw(",\"numErrors\":\(errors.count),\"errors\":")
            writer.value(.array(errors))
        }
        closeBatch(&writer)
        return .json(writer.bytes, status: errors.isEmpty ? 200 : 207)
    }

    func closeBatch(_ writer: inout JSONWriter) {
        let now = StampText.iso(clock.now)
        writer.raw(",\"startedAt\":\"\(now)\",\"completedAt\":\"\(now)\"}")
    }
}
