package vn.trangtien.ingest.channels;

import java.time.Instant;

/** The state that judging needs: the last usable value of a channel, in the channel's unit. */
public record LastValue(double value, Instant measuredAt) {}
