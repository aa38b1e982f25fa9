package vn.trangtien.ingest.processing;

/** What became of a message. */
enum Outcome {
    STORED,
    DUPLICATE,
    REJECTED
}
