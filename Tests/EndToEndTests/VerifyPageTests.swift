import Foundation
import Testing

/// A published page against a ledger that has moved on: erased texts, other renderers, changed pages.
extension EndToEnd {
    @Suite("Verification of a page")
    struct VerifyPageTests {
        private let timed: TimedLedger
        /// The page, relative to the ledger's folder.
        private let page: String
        private let document: Document

        /// The few parts of `metrics.json` that are looked at.
        private struct Document: Decodable {
            struct Contact: Decodable {
                let contactId: String
                let name: String
            }
            struct Contacts: Decodable { let topEngaged: [Contact] }
            struct Records: Decodable { let owners: [Owner] }
            struct Owner: Decodable { let name: String }
            struct Pipeline: Decodable { let openDeals: Int }

            let contacts: Contacts
            let records: Records
            let pipeline: Pipeline
        }

        init() async throws {
            timed = try await TimedLedger(scale: 0.02, seed: 517)
            try await timed.run()
            let ending = try await timed.ledger.run("snapshot", environment: timed.environment())
            try #require(ending.code == 0, "\(ending.errorText)")
            page = ending.text.trimmingCharacters(in: .newlines)
            let metrics =
                timed.ledger.folder.path + "/"
                + page.replacing("index.html", with: "metrics.json")
            document = try JSONDecoder().decode(
                Document.self, from: Data(contentsOf: URL(filePath: metrics)))
        }

        private func verify(_ path: String, _ more: String...) async throws -> Ending {
            try await Program.run(
                ["verify", path] + more,
                environment: timed.ledger.variables.merging(timed.environment()) { $1 },
                in: timed.ledger.folder.path)
        }

        /// A copy of the page in which texts are replaced by others of their length, so that what
        /// the page packs still leads where it led.
        private func edited(_ changes: (old: String, new: String)...) throws -> String {
            var text = try String(
                contentsOfFile: timed.ledger.folder.path + "/" + page, encoding: .utf8)
            for (old, new) in changes {
                try #require(old.count == new.count)
                let changed = text.replacing(old, with: new)
                try #require(changed != text, "the page does not hold \(old)")
                text = changed
            }
            try timed.ledger.folder.write(text, to: "edited.html")
            return "edited.html"
        }

        /// Takes a contact away whose name the page shows, as a privacy request does.
        private func eraseAContact() async throws -> Document.Contact {
            let contact = try #require(
                document.contacts.topEngaged.first { !$0.name.hasPrefix("Contact ") })
            try await timed.portal.control("POST", "records/contacts/\(contact.contactId)/purge")
            try await timed.advance(minutes: 5)
            try await timed.run("reconcile")
            let records = try await timed.ledger.run(
                "records", "--object", "contacts", "--json", "--all",
                environment: timed.environment())
            let erased = try RecordLine.lines(records.output).first { $0.id == contact.contactId }
            try #require(erased?.properties["email"] == nil, "the contact keeps its texts")
            return contact
        }

        private var otherOwner: (old: String, new: String) {
            get throws {
                let name = try #require(document.records.owners.first?.name)
                return (name, String(name.dropLast()) + (name.hasSuffix("x") ? "y" : "x"))
            }
        }

        @Test func aPageThatShowsATextErasedSinceIsStillWhatTheLogGives() async throws {
            let equal = try await verify(page)
            #expect(equal.code == 0 && !equal.text.contains("erased"))
            let contact = try await eraseAContact()
            let held = try String(
                contentsOfFile: timed.ledger.folder.path + "/" + page, encoding: .utf8)
            #expect(held.contains(contact.name), "the published page still shows the name")
            let ending = try await verify(page)
            #expect(ending.code == 0, "\(ending.errorText)")
            #expect(ending.text.contains("texts that were erased since"), "\(ending.text)")
            struct Answer: Decodable {
                let result: String
                let erasedTexts: Int
            }
            let json = try await verify(page, "--json")
            let answer = try JSONDecoder().decode(Answer.self, from: json.output)
            #expect(answer.result == "erased" && answer.erasedTexts > 0)
            // The page made now says what is left of it, and is equal again.
            let now = try await timed.ledger.run("snapshot", environment: timed.environment())
            let later = try await verify(now.text.trimmingCharacters(in: .newlines))
            #expect(later.code == 0 && !later.text.contains("erased"), "\(later.errorText)")
        }

        @Test func anErasedTextExcusesNoOtherDifference() async throws {
            _ = try await eraseAContact()
            let owner = try otherOwner
            let named = try await verify(edited(owner))
            #expect(named.code == 65)
            #expect(named.errorText.contains("\"\(owner.new)\" in the page"), "\(named.errorText)")
            #expect(named.errorText.contains("\"\(owner.old)\" from the log"))
            let portal = try await verify(edited(("\"portalId\":4242424", "\"portalId\":4242434")))
            #expect(portal.code == 65)
            #expect(
                portal.errorText.contains("in 1 places; first portal.portalId: 4242434"),
                "\(portal.errorText)")
        }

        @Test func thePageOfAnotherRendererIsComparedByItsFigures() async throws {
            // It looks otherwise, as a page of another version does, and its figures are the same.
            let version = ("\"rendererVersion\":", "\"rendererversion\":")
            let unknown = try await verify(edited(version))
            #expect(unknown.code == 65, "a manifest without a version is no manifest")

            let other = try await rendererEdited(("<title>Sales", "<title>Wales"))
            #expect(other.code == 69)
            #expect(
                other.errorText.contains("figures are what the log gives"), "\(other.errorText)")
            #expect(other.text == "")
            // A figure that differs is the graver finding.
            let owner = try otherOwner
            let changed = try await rendererEdited(owner)
            #expect(changed.code == 65)
            #expect(changed.errorText.contains("\"\(owner.new)\" in the page"))
            // Texts erased since are no difference of figures there either.
            _ = try await eraseAContact()
            let erased = try await rendererEdited(("<title>Sales", "<title>Wales"))
            #expect(erased.code == 69, "\(erased.errorText)")
        }

        /// Verifies a copy that another version made and that differs besides.
        private func rendererEdited(
            _ change: (old: String, new: String)
        ) async throws -> Ending {
            let text = try String(
                contentsOfFile: timed.ledger.folder.path + "/" + page, encoding: .utf8)
            let match = try #require(text.firstMatch(of: /"rendererVersion":([0-9]+)/))
            let number = try #require(Int(match.1))
            let old = "\"rendererVersion\":\(number),"
            let new = "\"rendererVersion\":\(number == 9 ? 8 : number + 1),"
            return try await verify(edited((old, new), change))
        }

        @Test func aPageChangedOnlyInItsLookIsNamedByTheFirstByte() async throws {
            let text = try String(
                contentsOfFile: timed.ledger.folder.path + "/" + page, encoding: .utf8)
            let place = try #require(text.utf8.firstRange(of: "<title>Sales".utf8))
            let offset = text.utf8.distance(from: text.startIndex, to: place.lowerBound) + 7
            let ending = try await verify(edited(("<title>Sales", "<title>Wales")))
            #expect(ending.code == 65)
            #expect(ending.errorText.contains("from byte \(offset) on"), "\(ending.errorText)")
        }
    }
}
