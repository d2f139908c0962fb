internal import HubSpotModel

extension ProjectionContext {
    /// Makes the context from the account and the pipelines of a log.
    ///
    /// Archived pipelines and stages are not defined (dictionary, section 1.1). Throws when the
    /// account is missing or has no zone rules or currency, or the configuration is not valid.
    package static func build(
        from references: [ReferenceImage], configuration: MetricsConfiguration
    ) throws(ProjectionError) -> ProjectionContext {
        try configuration.validate()
        guard let account = references.first(where: { $0.key.object == .account && !$0.isArchived })
        else { throw .account(missing: "details") }
        return ProjectionContext(
            account: try PortalAccount(account),
            pipelines: references.compactMap { DealPipeline($0, configuration) },
            configuration: configuration)
    }
}

extension PortalAccount {
    fileprivate init(_ image: ReferenceImage) throws(ProjectionError) {
        guard let portalID = Int(image["portalId"] ?? image.key.id.text) else {
            throw .account(missing: "portalId")
        }
        guard let zone = image["zoneRules"].flatMap(ZoneRules.init(text:)) else {
            throw .account(missing: "zone rules")
        }
        guard let currency = image["companyCurrency"] else {
            throw .account(missing: "companyCurrency")
        }
        self.init(
            portalID: portalID, uiDomain: image["uiDomain"],
            timeZone: image["timeZone"] ?? "UTC", zone: zone,
            companyCurrency: currency.uppercasedPerCharacter)
    }
}

extension DealPipeline {
    /// `nil` for what is no pipeline, and for an archived one.
    fileprivate init?(_ image: ReferenceImage, _ configuration: MetricsConfiguration) {
        guard image.key.object == .pipelines, !image.isArchived, image["archived"] != "true"
        else { return nil }
        var ids: Set<String> = []
        for name in image.properties.keys {
            // "stage/<id>/label": the id itself may hold a slash.
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count >= 3, parts[0] == "stage" else { continue }
            ids.insert(parts[1..<parts.count - 1].joined(separator: "/"))
        }
        self.init(
            id: image.key.id.text, displayOrder: Self.order(image["displayOrder"]),
            stages: ids.compactMap { DealStage($0, of: image, configuration) })
    }

    fileprivate static func order(_ text: String?) -> Int {
        Int(ExactDecimal(parsing: text ?? "0")?.truncated(scale: 0) ?? 0)
    }
}

extension DealStage {
    fileprivate init?(
        _ id: String, of image: ReferenceImage, _ configuration: MetricsConfiguration
    ) {
        guard image["stage/\(id)/archived"] != "true" else { return nil }
        let label = image["stage/\(id)/label"] ?? id
        let probability = image["stage/\(id)/probability"].flatMap(Probability.init(parsing:))
        self.init(
            id: id, label: label,
            displayOrder: DealPipeline.order(image["stage/\(id)/displayOrder"]),
            probability: probability,
            status: Self.status(
                isClosed: image["stage/\(id)/isClosed"], probability: probability,
                isDisqualified: configuration.disqualifiedStageIds?.contains(id)
                    ?? (label.lowercasedPerCharacter == "disqualified")))
    }

    /// Source: metric dictionary, section 1.7.
    private static func status(
        isClosed: String?, probability: Probability?, isDisqualified: Bool
    ) -> DealStatus {
        let closed =
            switch isClosed?.lowercasedPerCharacter {
            case "true": true
            case "false": false
            default: probability == .zero || probability == .one
            }
        guard closed else { return .open }
        if probability == .one { return .won }
        return isDisqualified ? .disqualified : .lost
    }
}
