package vn.trangtien.ingest.timeseries;

/**
 * A part of a tier that does not yet say what the tier below says.
 *
 * @param tier the one to be made again
 * @param span whole buckets of it
 * @param scope whose channels
 */
record Window(Tier tier, Span span, Scope scope) {}
