package vn.trangtien.ingest.processing;

/**
 * How far one partition moves on with a batch.
 *
 * @param from raw offset up to which the books went before
 * @param to raw offset up to which they go after it
 * @param lost raw offsets between the two that never came
 * @param judged offset in the judged topic from which to read on
 */
record Stretch(long from, long to, long lost, long judged) {}
