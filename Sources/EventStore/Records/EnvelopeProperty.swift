/// Facts of a record that HubSpot sends beside its properties, kept as properties of the image.
///
/// They are printed at the top level of a record, not among its properties. The names are stored.
package enum EnvelopeProperty {
    /// When the record was made, an instant.
    package static let createdAt = "createdAt"
    /// When it was put into the bin, an instant.
    package static let archivedAt = "archivedAt"
    /// The id of the record that absorbed it.
    package static let mergedInto = "mergedInto"

    package static let all: Set<String> = [createdAt, archivedAt, mergedInto]
}
