package import HubSpotModel

/// How far a run has come; read by whoever shows it.
package actor SyncProgress {
    package struct Line: Sendable, Equatable {
        package var object: ObjectType
        package var read = 0
        /// How many there are to read; `nil` when nobody knows.
        package var expected: Int?
    }

    package struct Snapshot: Sendable, Equatable {
        /// Types in the order in which they were met.
        package var lines: [Line] = []
        package var linksRead = 0
        package var events = 0
        package var commits = 0
        /// Events by pass.
        package var passes: [SyncPass: Int] = [:]
    }

    package private(set) var snapshot = Snapshot()

    package init() {}

    func expect(_ object: ObjectType, _ count: Int) {
        update(object) { $0.expected = count }
    }

    func read(_ object: ObjectType, _ count: Int) {
        update(object) { $0.read += count }
    }

    func readLinks(_ kind: AssociationKind, _ count: Int) { snapshot.linksRead += count }

    func committed(_ pass: SyncPass, events: Int) {
        snapshot.events += events
        snapshot.commits += 1
        snapshot.passes[pass, default: 0] += events
    }

    private func update(_ object: ObjectType, _ change: (inout Line) -> Void) {
        if let index = snapshot.lines.firstIndex(where: { $0.object == object }) {
            change(&snapshot.lines[index])
        } else {
            var line = Line(object: object)
            change(&line)
            snapshot.lines.append(line)
        }
    }
}
