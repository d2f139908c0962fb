@testable import Projections

extension NaivePortal {
    /// The whole document; what says where it comes from is taken from another one.
    func document(like other: MetricsDocument) -> MetricsDocument {
        var document = other
        document.rates = rates().section ?? document.rates
        document.summary = summary()
        document.leads = leads()
        document.pipeline = pipeline(movement())
        document.activities = activities()
        document.contacts = contactSection()
        document.webSignals = webSignals()
        document.insights = insights()
        document.target = target()
        document.timeSeries = timeSeries()
        document.yoy = yearOverYear()
        document.dataQuality = dataQuality()
        document.records = .init(deals: dealRecords(), owners: ownerRecords())
        return document
    }
}
