package import HubSpotModel

extension PipelineModel {
    /// The earliest version of the history of any deal; `nil` where there is none.
    package var earliestHistory: Instant? {
        deals.lazy.flatMap { deal in
            HistoryProperty.allCases.lazy.compactMap { deal.history[$0].first?.stamp }
        }.min()
    }
}
