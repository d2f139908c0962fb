import LMDB
import Testing

@Suite("LMDB tables", .timeLimit(.minutes(1)))
struct TableTests {
    let directory: TemporaryDirectory
    let environment: Environment
    let numbers: Table<UInt64>
    let names: Table<[UInt8]>

    init() throws {
        directory = try TemporaryDirectory()
        environment = try Environment.create(at: directory.path)
        (numbers, names) = try environment.openTables {
            (try $0.table("numbers"), try $0.table("names"))
        }
    }

    @Test func appendingOutOfOrderIsRefusedAndTheTransactionGoesOn() throws {
        try environment.write { transaction in
            try numbers.append(2, [2], in: transaction)
            for key: UInt64 in [1, 2] {
                let error = #expect(throws: LMDBError.self) {
                    try numbers.append(key, [0], in: transaction)
                }
                #expect(error?.code == .keyExists)
            }
            try numbers.append(3, [3], in: transaction)
        }
        #expect(try environment.read { try numbers.count(in: $0) } == 2)
    }

    @Test(arguments: [0, 512]) func aKeyOfAnImpossibleLengthIsRefused(length: Int) throws {
        let error = #expect(throws: LMDBError.self) {
            try environment.write {
                try names.put([UInt8](repeating: 1, count: length), [1], in: $0)
            }
        }
        #expect(error?.code == .badKeySize)
    }

    @Test(arguments: [1, 511]) func aKeyOfAPossibleLengthIsTaken(length: Int) throws {
        let key = [UInt8](repeating: 1, count: length)
        try environment.write { try names.put(key, [5], in: $0) }
        #expect(try environment.read { try names.value(for: key, in: $0) } == [5])
    }

    @Test(arguments: [0, 1, 2_023, 4_096, 100_000])
    func aValueOfAnyLengthComesBack(length: Int) throws {
        let value = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        try environment.write { try numbers.put(1, value, in: $0) }
        try environment.read { transaction in
            let copied = try numbers.value(for: 1, in: transaction)
            let lent = try numbers.withValue(for: 1, in: transaction) { $0.copied() }
            let isThere = try numbers.contains(1, in: transaction)
            #expect(copied == value)
            #expect(lent == value)
            #expect(isThere)
        }
    }

    @Test func numbersSortAsNumbersNotAsText() throws {
        let keys: [UInt64] = [0, 1, 255, 256, 65_535, 1 << 32, .max]
        try environment.write { transaction in
            for key in keys.shuffled() { try numbers.put(key, [], in: transaction) }
        }
        try environment.read { transaction in
            var seen: [UInt64] = []
            try numbers.scan(in: transaction) { key, _ in
                seen.append(try numbers.key(key))
                return .next
            }
            #expect(seen == keys)
            let ends = (
                try numbers.firstKey(in: transaction), try numbers.lastKey(in: transaction)
            )
            #expect(ends == (0, .max))
        }
    }

    @Test(arguments: [
        (ScanDirection.ascending, UInt64?.none, [10, 20, 30] as [UInt64]),
        (.ascending, 10, [10, 20, 30]), (.ascending, 11, [20, 30]), (.ascending, 31, []),
        (.descending, nil, [30, 20, 10]), (.descending, 30, [30, 20, 10]),
        (.descending, 29, [20, 10]), (.descending, 99, [30, 20, 10]), (.descending, 9, []),
    ])
    func aScanBeginsWhereItIsTold(
        direction: ScanDirection, start: UInt64?, expected: [UInt64]
    ) throws {
        try environment.write { transaction in
            for key: UInt64 in [10, 20, 30] { try numbers.append(key, [1], in: transaction) }
        }
        let seen = try environment.read { transaction in
            var seen: [UInt64] = []
            try numbers.scan(direction, from: start, in: transaction) { key, value in
                #expect(value.byteCount == 1)
                seen.append(try numbers.key(key))
                return .next
            }
            return seen
        }
        #expect(seen == expected)
    }

    @Test func aScanStopsWhenTold() throws {
        try environment.write { transaction in
            for key: UInt64 in 1...9 { try numbers.append(key, [], in: transaction) }
        }
        var calls = 0
        try environment.read {
            try numbers.scan(in: $0) { _, _ in
                calls += 1
                return calls == 3 ? .stop : .next
            }
        }
        #expect(calls == 3)
    }

    @Test func scanningAnEmptyTableCallsNothing() throws {
        try environment.read { transaction in
            for direction in [ScanDirection.ascending, .descending] {
                try numbers.scan(direction, in: transaction) { _, _ in
                    Issue.record("a row in an empty table")
                    return .next
                }
                try numbers.scan(direction, from: 5, in: transaction) { _, _ in
                    Issue.record("a row in an empty table")
                    return .next
                }
            }
            let ends = (
                try numbers.firstKey(in: transaction), try numbers.lastKey(in: transaction)
            )
            #expect(ends == (nil, nil))
        }
    }

    @Test func deletingSaysWhetherThereWasARow() throws {
        try environment.write { transaction in
            try numbers.put(1, [1], in: transaction)
            let first = try numbers.delete(1, in: transaction)
            let second = try numbers.delete(1, in: transaction)
            #expect(first && !second)
        }
    }

    @Test func insertingDoesNotReplace() throws {
        try environment.write { transaction in
            let first = try numbers.insert(1, [1], in: transaction)
            let second = try numbers.insert(1, [2], in: transaction)
            let stored = try numbers.value(for: 1, in: transaction)
            #expect(first && !second)
            #expect(stored == [1])
        }
    }

    @Test(arguments: [
        (UInt64(0), UInt64?.none, 1_000), (500, nil, 500), (500, 600, 100), (999, 1_000, 1),
        (1_000, nil, 0), (600, 500, 0),
    ])
    func aRangeIsDeletedUpToItsEnd(first: UInt64, end: UInt64?, expected: Int) throws {
        try environment.write { transaction in
            for key: UInt64 in 0..<1_000 {
                try numbers.append(key, [UInt8](repeating: 7, count: 64), in: transaction)
            }
        }
        let deleted = try environment.write {
            try numbers.delete(from: first, upTo: end, in: $0)
        }
        #expect(deleted == expected)
        try environment.read { transaction in
            let count = try numbers.count(in: transaction)
            #expect(count == 1_000 - expected)
            var left: [UInt64] = []
            try numbers.scan(in: transaction) { key, _ in
                left.append(try numbers.key(key))
                return .next
            }
            #expect(left == (0..<1_000).filter { $0 < first || $0 >= (end ?? .max) })
        }
    }

    @Test func clearingLeavesTheTableUsable() throws {
        try environment.write { transaction in
            try numbers.append(9, [1], in: transaction)
            try numbers.clear(in: transaction)
            try numbers.append(1, [2], in: transaction)
        }
        #expect(try environment.read { try numbers.value(for: 1, in: $0) } == [2])
    }

    @Test func aKeyOfAnotherShapeIsDamage() throws {
        try environment.write { try names.put([1, 2, 3], [], in: $0) }
        let disguised = try environment.table("names", keyedBy: UInt64.self)
        let error = #expect(throws: LMDBError.self) {
            try environment.read { try disguised.firstKey(in: $0) }
        }
        #expect(error?.code == .corrupted)
    }

    @Test func aTableAgreesWithADictionaryOverRandomChanges() throws {
        var random = SystemRandomNumberGenerator()
        var model: [UInt64: [UInt8]] = [:]
        for _ in 0..<60 {
            try environment.write { transaction in
                for _ in 0..<Int.random(in: 1...60) {
                    let key = UInt64.random(in: 0..<300, using: &random)
                    if Bool.random(using: &random) {
                        let count = Int.random(in: 0...6_000, using: &random)
                        let value = [UInt8](repeating: UInt8(key & 255), count: count)
                        try numbers.put(key, value, in: transaction)
                        model[key] = value
                    } else {
                        let wasThere = model.removeValue(forKey: key) != nil
                        let wasDeleted = try numbers.delete(key, in: transaction)
                        #expect(wasDeleted == wasThere)
                    }
                }
            }
            var stored: [UInt64: [UInt8]] = [:]
            try environment.read { transaction in
                try numbers.scan(in: transaction) { key, value in
                    stored[try numbers.key(key)] = value.copied()
                    return .next
                }
            }
            #expect(stored == model)
        }
    }
}
