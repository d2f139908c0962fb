import EventStore
import HubSpotModel

/// Finds out which portal the token reads, before anything is written.
struct PortalCheck {
    let source: any PortalSource
    let configuration: SyncConfiguration

    /// The account as HubSpot tells it; where the token may not ask, as configured or as known.
    ///
    /// Then the portal is taken from the address of a record, and must be that of the stand-in.
    ///
    /// - Parameter bound: the portal of the ledger, where there is one.
    /// - Returns: `nil` where the account cannot be read but the ledger knows it already.
    /// - Throws: ``SyncError``; `LedgerError` of code `.portalMismatch`.
    func identity(bound: UInt64?, _ reader: LedgerReader?) async throws -> PortalIdentity? {
        let found: PortalIdentity?
        do {
            found = try await source.account().value
        } catch let error as Unreadable {
            let met = try await portalOfSomeRecord()
            if let bound, let met, bound != met {
                throw LedgerError.portalMismatch(bound: bound, met: met)
            }
            guard let standIn = configuration.account else {
                // Once bound, the account's record says what a configuration would.
                guard bound != nil, met == bound else {
                    throw SyncError.accountUnknown(error.reason)
                }
                return nil
            }
            if let met, met != standIn.portalID {
                throw SyncError.otherPortal(configured: standIn.portalID, met: met)
            }
            found = standIn
        }
        if let bound, let found, found.portalID != bound {
            throw LedgerError.portalMismatch(bound: bound, met: found.portalID)
        }
        return found
    }

    /// The portal that a record's own address names; `nil` where no record can be read.
    private func portalOfSomeRecord() async throws -> UInt64? {
        for object in ObjectType.crmObjects {
            do {
                let page = try await source.list(
                    object, archived: false, properties: ["hs_object_id"], after: nil
                ).value
                if let portalID = page.portalID { return portalID }
            } catch is Unreadable {
                continue
            }
        }
        return nil
    }
}
