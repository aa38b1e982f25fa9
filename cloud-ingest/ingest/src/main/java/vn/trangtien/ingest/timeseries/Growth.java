package vn.trangtien.ingest.timeseries;

/**
 * How much a counter has grown over a time.
 *
 * @param grown never negative for a counter
 * @param last its last value in that time
 */
public record Growth(String channel, double grown, double last) {}
