/// The page at `GET /_control/`: the control interface in full.
enum ControlHelp {
    static let text = """
        The control interface of the simulated HubSpot. JSON in, JSON out, no token.
        TYPE is one of contacts companies deals calls meetings tasks notes emails.
        An instant is ISO 8601 or epoch milliseconds. Errors are {"error": "…"}.

        GET    /_control/                       this page
        GET    /_control/state                  clock and counts by type
        POST   /_control/reset                  {seed?, scale?, now?, clockRuns?}: the default portal anew
        POST   /_control/portal                 a whole portal: {asOf?, account, owners, pipelines, contacts,
                                                companies, deals, calls, meetings, tasks, notes, emails,
                                                associations: {dealsToContacts: [{fromId, toId, types}], …}}
        GET    /_control/clock
        POST   /_control/clock                  {set: instant, freeze: bool, advance: "90s", advanceMilliseconds: n}
        GET    /_control/settings
        PATCH  /_control/settings               {enforcesRateLimits, burst, searchPerSecond, associations, daily,
                                                latencyMilliseconds, indexLagMilliseconds, enforcesSearchBodyLimit,
                                                associationPageSize, ownerPageSizeMax, repeatsMergedRecords,
                                                historyDepth, synthesizesHistory, missingScopes: [TYPE, "owners", "account"]}
        POST   /_control/index-lag              {milliseconds, type?, id?}: of all changes, or of one record

        GET    /_control/ids/TYPE               {live, archived, merged}
        GET    /_control/records/TYPE           the truth, one record a line; ?includeArchived=true adds the bin
                                                and merged-away records (with mergedInto)
        POST   /_control/records/TYPE           {properties, createdAt?, id?, associations?: [{type, id, label?}]}
        POST   /_control/records/TYPE/many      {count, properties}: records alike, with one stamp
        GET    /_control/records/TYPE/ID
        PATCH  /_control/records/TYPE/ID        {properties, sourceType?, sourceId?, movesStamp?}
        POST   /_control/records/TYPE/ID/calculated   {properties}: no version, no stamp
        POST   /_control/records/TYPE/ID/archive
        POST   /_control/records/TYPE/ID/restore
        POST   /_control/records/TYPE/ID/purge        privacy deletion
        POST   /_control/records/TYPE/merge     {primary, secondary, form: "new" | "old"}
        POST   /_control/associations           {from: {type, id}, to: {type, id}, label?, typeId?, category?}
        POST   /_control/associations/remove    the same; without label or typeId the whole pair
        POST   /_control/touch                  {type, count, after?, at?, properties?}: one identical millisecond
        POST   /_control/random-changes         {count, seed, kinds?, spacingMilliseconds?}; answers what it did.
                                                kinds: create, advanceDeal, changeAmount, moveCloseDate, reassign,
                                                advanceContact, completeTask, logActivity, rename, archive, restore,
                                                merge, purge, associate, dissociate, calculate

        GET    /_control/owners                 PUT replaces the list, POST adds one
        PATCH  /_control/owners/ID              {firstName, lastName, email, archived}; DELETE removes
        GET    /_control/pipelines              PUT replaces the list, POST adds one
        PATCH  /_control/pipelines/ID           {label, displayOrder}; DELETE archives
        POST   /_control/pipelines/ID/stages    {id, label, displayOrder, metadata}
        PATCH  /_control/pipelines/ID/stages/ID {label, displayOrder, probability, isClosed}; DELETE archives
        GET    /_control/properties/TYPE        POST adds {name, label, type, fieldType, options, calculated}
        PATCH  /_control/properties/TYPE/NAME   {label, options, missing: "null" | "empty" | "absent"}; DELETE archives
        POST   /_control/properties/TYPE/NAME/restore
        PATCH  /_control/account                {portalId, timeZone, companyCurrency, uiDomain, exchangeRates}

        GET    /_control/faults                 DELETE removes all; DELETE /_control/faults/ID one
        POST   /_control/faults                 {fault, routes?, types?, method?, pathContains?, skip?, count?,
                                                probability?, seed?} and, by fault:
                 status (status, body: json|html|text|empty, policy, retryAfter), htmlBody, truncatedJSON,
                 truncatedBody, missingFields (fields), invalidUTF8, hugeField, repeatedCursor, duplicatedPage,
                 resetBefore, resetDuring, resetAfterComputing, stall (milliseconds), slowBody (bytesPerSecond),
                 redirect (value), wrongDate (milliseconds or value), latency (milliseconds),
                 itemErrors (every, category): some inputs of a batch fail,
                 control (call: {method?, path, body?}): after the answer, the portal is changed
                 routes: list get search batch associations owners pipelines properties account usage
        GET    /_control/requests               counters, and the greatest of every shape;
                                                POST /_control/requests/reset

        """
}
