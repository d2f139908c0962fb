internal import HubSpotModel

extension MetricsBuilder {
    typealias SignalSection = MetricsDocument.WebSignals

    /// Source: metric dictionary, sections 8.5 and 8.6.
    func webSignals(_ board: EngagementBoard) -> SignalSection {
        let figures = models.signals.figures
        let pageViews = figures.total(.pageViewsBySource).sum
        let visits = figures.total(.visitsBySource).sum
        return SignalSection(
            pageViews: Int(clamping: pageViews), visits: Int(clamping: visits),
            pagesPerVisit: Rational(pageViews, over: visits).map(DocumentNumber.volume),
            formConversions: Int(clamping: figures.total(.conversionsBySource).sum),
            contactsWithVisits: figures.total(.contactsWithVisits).count,
            contactsWithConversions: figures.total(.contactsWithConversions).count,
            email: emailReactions(figures),
            byPeriod: ByPeriod { signals(in: calendar.range(of: $0)) },
            bySource: signalSources(figures), hotContactCount: board.hotCount,
            hotContacts: board.hot.map(hotContact))
    }

    private func emailReactions(_ figures: Figures) -> SignalSection.Email {
        let delivered = figures.total(.emailDeliveries).sum
        let opened = figures.total(.emailOpens).sum
        let clicked = figures.total(.emailClicks).sum
        return .init(
            delivered: Int(clamping: delivered), opened: Int(clamping: opened),
            clicked: Int(clamping: clicked),
            bounced: Int(clamping: figures.total(.emailBounces).sum),
            openRate: Rational(opened, over: delivered).map(DocumentNumber.ratio),
            clickRate: Rational(clicked, over: delivered).map(DocumentNumber.ratio),
            clickThroughRate: Rational(clicked, over: opened).map(DocumentNumber.ratio))
    }

    private func signals(in range: DateRange) -> SignalSection.Period {
        func count(_ measure: MeasureID) -> Int {
            models.signals.figures.total(measure, in: range).count
        }
        return .init(
            newVisitors: count(.firstVisits), lastVisited: count(.lastVisits),
            lastConverted: count(.lastConversions), lastOpenedEmail: count(.lastOpens),
            lastClickedEmail: count(.lastClicks))
    }

    private func signalSources(_ figures: Figures) -> [SignalSection.SourceRow] {
        func bySource(_ measure: MeasureID) -> [SourceName: Tally] {
            var tallies: [SourceName: Tally] = [:]
            for (split, tally) in figures.bySplit(measure) {
                let source = SourceName(TextCode(truncatingIfNeeded: split), models.lexicon)
                tallies[source, default: Tally()] += tally
            }
            return tallies
        }
        let visits = bySource(.visitsBySource)
        let conversions = bySource(.conversionsBySource)
        let rows = bySource(.pageViewsBySource).map { source, pageViews in
            SignalSection.SourceRow(
                source: source.text, label: source.label, contacts: pageViews.count,
                visits: Int(clamping: visits[source]?.sum ?? 0),
                pageViews: Int(clamping: pageViews.sum),
                formConversions: Int(clamping: conversions[source]?.sum ?? 0))
        }
        return rows.sorted { left, right in
            if left.pageViews != right.pageViews { return left.pageViews > right.pageViews }
            if left.contacts != right.contacts { return left.contacts > right.contacts }
            return left.source.precedesInBytes(right.source)
        }
    }

    private func hotContact(_ place: EngagementBoard.Place) -> SignalSection.HotContact {
        .init(
            contactId: place.id.text, name: contactName(place.contact, place.id),
            ownerId: ownerID(place.contact.owner),
            lifecycleStage: lifecycleStage(place.contact), webScore: place.points,
            lastSignalAt: Instant(milliseconds: place.last ?? 0).description)
    }
}
