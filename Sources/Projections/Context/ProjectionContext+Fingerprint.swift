internal import HubSpotModel

extension ProjectionContext {
    /// All that stored rows depend on, as bytes: where they differ, the engine rebuilds.
    ///
    /// Labels, targets and the lengths of lists are not among it: they are read when a document
    /// is made.
    package var fingerprint: [UInt8] {
        var writer = ByteWriter()
        writer.write(count: PortalProjection.version)
        for analyzer in PortalProjection.analyzers {
            writer.write(analyzer.name)
            writer.write(count: analyzer.version)
        }
        writer.write(account.zone.text)
        writer.write(account.companyCurrency)
        writer.write(count: pipelines.count)
        for pipeline in pipelines {
            writer.write(pipeline.id)
            writer.write(count: pipeline.stages.count)
            for stage in pipeline.stages {
                writer.write(stage.id)
                writer.write(byte: stage.status.rawValue)
                writer.write(stage.probability?.tenThousandths ?? missing)
            }
        }
        writer.write(configuration.probabilitySource.rawValue)
        writer.write(count: configuration.exchangeRates.entries.count)
        for entry in configuration.exchangeRates.entries {
            writer.write("\(entry.name)=\(entry.number)")
        }
        writer.write(byte: configuration.pipelineIds == nil ? 0 : 1)
        for id in Set(configuration.pipelineIds ?? []).sorted() { writer.write(id) }
        return writer.bytes
    }
}
