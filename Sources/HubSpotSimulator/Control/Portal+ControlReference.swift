/// Owners, pipelines, properties and the account, changed from outside.
extension Portal {
    mutating func controlReference(
        _ request: ControlRequest, _ rest: [String]
    ) throws(ChangeError) -> JSONValue {
        let body = request.method == "PUT" ? JSONValue.null : try request.object()
        let loader = PortalReader(now: clock.now)
        switch (request.parts[0], request.method, rest.count) {
        case ("owners", "GET", 0): break
        case ("owners", "PUT", 0):
            let list = JSONParser.parse(request.body)?.elements ?? []
            owners = try list.map { value throws(ChangeError) in try loader.owner(value) }
        case ("owners", "POST", 0): owners.append(try loader.owner(body))
        case ("owners", "PATCH", 1): try patchOwner(rest[0], body)
        case ("owners", "DELETE", 1): owners.removeAll { $0.id == rest[0] }
        case ("pipelines", "GET", 0): break
        case ("pipelines", "PUT", 0):
            let list = JSONParser.parse(request.body)?.elements ?? []
            pipelines = try list.map { value throws(ChangeError) in try loader.pipeline(value) }
            defineStageDates()
        case ("pipelines", "POST", 0):
            pipelines.append(try loader.pipeline(body))
            defineStageDates()
        case ("pipelines", "PATCH", 1): try patchPipeline(rest[0], body)
        case ("pipelines", "DELETE", 1):
            let index = try pipelineIndex(rest[0])
            pipelines[index].archivedAt = clock.now
        case ("pipelines", "POST", 2) where rest[1] == "stages":
            let index = try pipelineIndex(rest[0])
            pipelines[index].stages.append(try loader.stage(body))
            defineStageDates()
        case ("pipelines", _, 3) where rest[1] == "stages":
            try changeStage(rest[0], rest[2], request.method, body)
        case ("properties", _, _): return try controlProperties(request.method, rest, body)
        case ("account", _, 0):
            if request.method == "PATCH" { try patchAccount(body) }
            return account.json(at: clock.now)
        default: throw .notFound("\(request.method) on \(request.parts.joined(separator: "/"))")
        }
        return request.parts[0] == "owners"
            ? ["owners": .array(owners.map(\.json))]
            : ["pipelines": .array(pipelines.map(\.json))]
    }

    private mutating func patchOwner(_ id: String, _ body: JSONValue) throws(ChangeError) {
        guard let index = owners.firstIndex(where: { $0.id == id }) else {
            throw .notFound("owner \(id)")
        }
        if let name = body["firstName"]?.stringValue { owners[index].firstName = name }
        if let name = body["lastName"]?.stringValue { owners[index].lastName = name }
        if let email = body["email"] { owners[index].email = email.stringValue }
        if let archived = body["archived"]?.boolValue { owners[index].archived = archived }
        owners[index].updatedAt = clock.now
    }

    private func pipelineIndex(_ id: String) throws(ChangeError) -> Int {
        guard let index = pipelines.firstIndex(where: { $0.id == id }) else {
            throw .notFound("pipeline \(id)")
        }
        return index
    }

    private mutating func patchPipeline(_ id: String, _ body: JSONValue) throws(ChangeError) {
        let index = try pipelineIndex(id)
        if let label = body["label"]?.stringValue { pipelines[index].label = label }
        if let order = body["displayOrder"]?.integerValue {
            pipelines[index].displayOrder = Int(order)
        }
        pipelines[index].updatedAt = clock.now
    }

    private mutating func changeStage(
        _ pipelineID: String, _ stageID: String, _ method: String, _ body: JSONValue
    ) throws(ChangeError) {
        let index = try pipelineIndex(pipelineID)
        guard let position = pipelines[index].stages.firstIndex(where: { $0.id == stageID })
        else { throw .notFound("stage \(stageID)") }
        let now = clock.now
        if method == "DELETE" {
            pipelines[index].stages[position].archivedAt = now
        } else {
            var stage = pipelines[index].stages[position]
            if let label = body["label"]?.stringValue { stage.label = label }
            if let order = body["displayOrder"]?.integerValue { stage.displayOrder = Int(order) }
            var metadata = JSONValue.object(stage.metadata)
            for (key, name) in [("probability", "probability"), ("isClosed", "isClosed")] {
                if let text = body[key]?.scalarText { metadata.set(name, .string(text)) }
            }
            stage.metadata = metadata.members ?? []
            stage.updatedAt = now
            pipelines[index].stages[position] = stage
        }
        pipelines[index].updatedAt = now
        recalculateDeals()
    }

    /// A reweighted stage changes the calculated values of its deals, without a stamp.
    private mutating func recalculateDeals() {
        let now = clock.now
        for record in table(.deals).records {
            var changed = record
            recalculate(deal: &changed, now: now)
            let result = changed
            _ = tables[ObjectKind.deals.rawValue].update(record.id) { $0 = result }
            reindex(.deals, record.id)
        }
    }

    mutating func defineStageDates() {
        for pipeline in pipelines {
            for stage in pipeline.stages {
                for definition in PropertyCatalogue.stageDates(stage, of: pipeline)
                where schema(.deals).position(definition.name) == nil {
                    schemas[ObjectKind.deals.rawValue].add(definition)
                }
            }
        }
    }

    private mutating func controlProperties(
        _ method: String, _ rest: [String], _ body: JSONValue
    ) throws(ChangeError) -> JSONValue {
        let kind = try Self.kind(rest.first.map(JSONValue.string))
        let slot = kind.rawValue
        switch (method, rest.count) {
        case ("GET", 1): break
        case ("POST", 1):
            guard let name = body["name"]?.stringValue, !name.isEmpty else {
                throw .invalid("name is missing")
            }
            schemas[slot].add(definition(name, body))
        case ("PATCH", 2):
            guard var definition = schemas[slot].definition(rest[1]) else {
                throw .notFound("property \(rest[1])")
            }
            if let label = body["label"]?.stringValue { definition.label = label }
            if let missing = body["missing"]?.stringValue {
                guard let form = PropertyDefinition.Missing(rawValue: missing) else {
                    throw .invalid("missing is null, empty or absent")
                }
                definition.missing = form
            }
            if let options = body["options"] { definition.options = Self.options(options) }
            definition.updatedAt = clock.now
            schemas[slot].add(definition)
        case ("DELETE", 2):
            guard schemas[slot].archive(rest[1], at: clock.now) else {
                throw .notFound("property \(rest[1])")
            }
        case ("POST", 3) where rest[2] == "restore":
            guard let position = schemas[slot].position(rest[1]) else {
                throw .notFound("property \(rest[1])")
            }
            var definition = schemas[slot].definitions[position]
            definition.archivedAt = nil
            schemas[slot].add(definition)
        default: throw .notFound("\(method) on properties")
        }
        return ["results": .array(schemas[slot].definitions.map(\.json))]
    }

    private func definition(_ name: String, _ body: JSONValue) -> PropertyDefinition {
        var definition = PropertyDefinition(
            name: name, label: body["label"]?.stringValue ?? name,
            type: body["type"]?.stringValue ?? "string",
            fieldType: body["fieldType"]?.stringValue ?? "text",
            groupName: body["groupName"]?.stringValue ?? "custom")
        definition.hubspotDefined = false
        definition.calculated = body["calculated"]?.boolValue ?? false
        definition.createdAt = clock.now
        definition.updatedAt = clock.now
        definition.options = Self.options(body["options"])
        return definition
    }

    private static func options(_ value: JSONValue?) -> [PropertyDefinition.Option] {
        (value?.elements ?? []).compactMap { option in
            guard let value = option["value"]?.scalarText else { return nil }
            return .init(label: option["label"]?.stringValue ?? value, value: value)
        }
    }

    private mutating func patchAccount(_ body: JSONValue) throws(ChangeError) {
        for member in body.members ?? [] {
            switch member.name {
            case "portalId":
                guard let id = member.value.integerValue else {
                    throw .invalid("portalId is a number")
                }
                account.portalID = id
            case "timeZone":
                account.zone = PortalZone(identifier: member.value.stringValue ?? "UTC")
            case "companyCurrency":
                account.currency = member.value.stringValue ?? account.currency
            case "uiDomain": account.uiDomain = member.value.stringValue ?? account.uiDomain
            case "exchangeRates":
                for rate in member.value.members ?? [] {
                    exchangeRates[rate.name] = rate.value.doubleValue
                }
                convertOpenDeals()
            default: throw .invalid("there is no \(member.name) in an account")
            }
        }
    }

    /// Open deals follow the configured rate, closed ones keep theirs; no stamp moves.
    private mutating func convertOpenDeals() {
        guard let home = schema(.deals).position("amount_in_home_currency") else { return }
        let now = clock.now
        for record in table(.deals).records {
            let stage = stage(text(.deals, record, "pipeline"), text(.deals, record, "dealstage"))
            guard stage?.isClosed != true,
                let currency = text(.deals, record, "deal_currency_code"),
                currency != account.currency
            else { continue }
            var changed = record
            changed.values[home] = homeAmount(
                amount: text(.deals, record, "amount"), currency: currency)
            recalculate(deal: &changed, now: now)
            let result = changed
            _ = tables[ObjectKind.deals.rawValue].update(record.id) { $0 = result }
            reindex(.deals, record.id)
        }
    }
}
