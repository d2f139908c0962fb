import Testing

@testable import Dashboard

@Suite("Sole greatest")
struct SoleGreatestTests {
    @Test(arguments: [
        ([3, 5, 2], 1), ([7], 0), ([5, 5, 2], nil), ([], nil), ([0, 0], nil), ([-2, -1], 1),
    ])
    func oneElementHasMoreThanEveryOther(values: [Int], place: Int?) {
        #expect(values.soleGreatest { $0 } == place)
    }
}
