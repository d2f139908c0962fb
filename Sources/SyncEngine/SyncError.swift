package import HubSpotModel

/// A sync that cannot go on, in words for the operator, with the exit code that fits.
package enum SyncError: Error, CustomStringConvertible {
    /// The account details may not be read and nothing stands in for them.
    case accountUnknown(String)
    /// The records are of another portal than the one that the configuration names.
    case otherPortal(configured: UInt64, met: UInt64)
    case unknownZone(String, reason: String)
    /// The portal's paging does not move forward.
    case pagingStuck(ObjectType, what: String)
    /// None of the types may be read.
    case nothingReadable

    package var description: String {
        switch self {
        case .accountUnknown(let reason):
            "the account details cannot be read (\(reason)); give the token the scope for them, "
                + "or set hubspot.account {portalId, timeZone, companyCurrency} in the "
                + "configuration"
        case .otherPortal(let configured, let met):
            "the token reads portal \(met), but hubspot.account.portalId in the configuration is "
                + "\(configured); correct it, or check the token"
        case .unknownZone(let name, let reason):
            "the portal's time zone \"\(name)\" has no rules on this machine (\(reason)); "
                + "install the package tzdata"
        case .pagingStuck(let object, let what):
            "HubSpot's pages of \(object.name) do not end (\(what)); nothing of the last page was "
                + "kept. Run sync again"
        case .nothingReadable:
            "the token may read none of the object types; add the scopes listed in README.md"
        }
    }

    /// After sysexits.h: 69 unavailable, 75 try again, 77 permission, 78 configuration.
    package var exitCode: Int32 {
        switch self {
        case .accountUnknown, .otherPortal, .unknownZone: 78
        case .pagingStuck: 69
        case .nothingReadable: 77
        }
    }
}
