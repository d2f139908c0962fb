import LMDB

/// Two tables in an LMDB environment and nothing else: what an append is compared with.
struct PlainTables {
    private let environment: Environment
    private let blocks: Table<UInt64>
    private let current: Table<[UInt8]>

    init(at path: String) throws {
        let environment = try Environment.create(at: path)
        (blocks, current) = try environment.openTables { opener in
            (try opener.table("blocks"), try opener.table("current"))
        }
        self.environment = environment
    }

    /// Appends a block and puts images in one durable commit.
    func append(_ block: (key: UInt64, value: [UInt8]), _ images: [LogRows.Row] = []) throws {
        try environment.write { transaction in
            try blocks.append(block.key, block.value, in: transaction)
            for image in images { try current.put(image.key, image.value, in: transaction) }
        }
    }
}
