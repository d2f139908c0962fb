@testable import HubSpotSimulator

/// A portal of a few records, given by hand.
enum HandMade {
    static func record(
        _ id: String, _ properties: JSONValue, archived: Bool = false
    ) -> JSONValue {
        [
            "id": .string(id), "properties": properties,
            "createdAt": "2025-03-03T09:00:00.000Z", "updatedAt": "2026-11-21T18:00:00.000Z",
            "archived": .bool(archived),
        ]
    }

    static func link(_ from: String, _ to: String, _ types: JSONValue) -> JSONValue {
        ["fromId": .string(from), "toId": .string(to), "types": types]
    }

    static var portal: JSONValue {
        var rollout = record(
            "901",
            [
                "dealname": "Alder rollout", "pipeline": "700001", "dealstage": "closedwon",
                "amount": "12000", "closedate": "2025-10-10T09:00:00.000Z", "custom_text": "own",
            ])
        rollout.set(
            "propertiesWithHistory",
            [
                "dealstage": [
                    ["value": "closedwon", "timestamp": "2025-10-10T09:00:00.000Z"],
                    ["value": "100001", "timestamp": "2025-03-03T09:00:00.000Z"],
                ]
            ])
        let stages: JSONValue = [
            [
                "id": "100001", "label": "Inbound Lead", "displayOrder": 0,
                "metadata": ["isClosed": "false", "probability": "0.2"],
            ],
            [
                "id": "closedwon", "label": "Closed Won", "displayOrder": 1,
                "metadata": ["isClosed": "true", "probability": "1.0"],
            ],
            [
                "id": "closedlost", "label": "Closed Lost", "displayOrder": 2,
                "metadata": ["isClosed": "true", "probability": "0.0"],
            ],
        ]
        return [
            "asOf": "2026-11-22T14:30:00.000Z",
            "account": [
                "portalId": 777, "timeZone": "US/Eastern", "companyCurrency": "USD",
                "uiDomain": "app-eu1.hubspot.com",
            ],
            "owners": [
                [
                    "id": "11", "email": "mara.finch@example.com", "firstName": "Mara",
                    "lastName": "Finch",
                ],
                ["id": "13", "firstName": "", "lastName": "", "archived": true],
            ],
            "pipelines": [
                ["id": "700001", "label": "All New Business", "displayOrder": 0, "stages": stages]
            ],
            "contacts": [
                record("101", ["firstname": "Ada", "email": "Ada.Fenn@example.com"]),
                record("102", ["firstname": .null, "email": "bo@example.com"]),
                record("103", ["firstname": "Gone"], archived: true),
            ],
            "companies": [record("201", ["name": "Alder Mills <b>Ltd</b>"])],
            "deals": [
                rollout,
                record(
                    "902",
                    [
                        "dealname": "Birch pilot", "pipeline": "700001", "dealstage": "100001",
                        "amount": "900", "closedate": "2026-12-20T09:00:00.000Z",
                    ]),
            ],
            "meetings": [record("501", ["hs_timestamp": "2026-11-18T14:00:00.000Z"])],
            "associations": [
                "dealsToContacts": [
                    link(
                        "901", "101",
                        [["category": "HUBSPOT_DEFINED", "typeId": 3, "label": .null]]),
                    link(
                        "901", "103",
                        [["category": "HUBSPOT_DEFINED", "typeId": 3, "label": .null]]),
                ],
                "dealsToCompanies": [
                    link(
                        "901", "201",
                        [["category": "HUBSPOT_DEFINED", "typeId": 5, "label": "Primary"]])
                ],
                "activitiesToDeals": [["fromType": "meetings", "fromId": "501", "toId": "902"]],
            ],
        ]
    }
}
