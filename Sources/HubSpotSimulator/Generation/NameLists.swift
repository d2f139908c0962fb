/// Invented names; addresses end in example.com.
enum NameLists {
    static let firstNames = [
        "Ada", "Bruno", "Clara", "Dmitri", "Elif", "Farah", "Gwen", "Hugo", "Ines", "Jonas",
        "Keiko", "Liam", "Maren", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Sven", "Tilda",
        "Umar", "Vera", "Wanda", "Ximena", "Yusuf", "Zoë", "Anaïs", "Björn", "Chloé", "Đặng",
    ]

    static let lastNames = [
        "Abbot", "Birch", "Carver", "Dunmore", "Ellery", "Finch", "Garland", "Hartwell", "Ingram",
        "Jolley", "Kessler", "Lund", "Marsh", "Nettles", "Orme", "Pascoe", "Quill", "Rowan",
        "Sallow", "Thorne", "Underhill", "Vance", "Wexley", "Yarrow", "Zeller", "O'Dell",
        "Núñez", "Smith-Öberg", "Łukasik", "van der Berg",
    ]

    private static let companyHeads = [
        "Alder", "Beacon", "Cobalt", "Drift", "Ember", "Fathom", "Granite", "Harbour", "Ivory",
        "Juniper", "Kestrel", "Lantern", "Meridian", "Nimbus", "Orchard", "Pinnacle", "Quarry",
        "Ridgeway", "Sable", "Tidal", "Umber", "Verdant", "Willow", "Yonder", "Zephyr",
    ]

    private static let companyTails = [
        "Analytics", "Bakeries", "Capital", "Dental", "Engineering", "Foods", "Group", "Health",
        "Interiors", "Logistics", "Media", "Networks", "Optics", "Partners", "Robotics",
        "Software", "Textiles", "Ventures", "Works & Sons", "Yachts",
    ]

    static let taskSubjects = [
        "Send proposal", "Follow up on pricing", "Call back", "Prepare demo", "Share case study",
        "Check contract terms", "Book second meeting", "Update forecast", "Intro to legal",
    ]

    static let meetingTitles = [
        "Discovery call", "Product demo", "Proposal review", "Contract walk-through",
        "Quarterly check-in", "Kick-off", "Technical deep dive",
    ]

    static let wonReasons = ["Best fit", "Price", "Relationship", "Fast onboarding", "best fit "]

    static let lostReasons = [
        "Price", "No budget", "Went with a competitor", "No decision", "Timing", " price", "",
    ]

    static func company(_ random: inout SplitMix64) -> String {
        "\(random.pick(companyHeads)) \(random.pick(companyTails))"
    }
}
