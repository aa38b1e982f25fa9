/**
 * What is known of each channel, and what becomes of values of channels that nobody knows.
 *
 * <p>{@link vn.trangtien.ingest.channels.ChannelJudge} judges one value from the value itself, the last one of its channel and what
 * is known, without clock, thread or database, so that it runs wherever values pass. Nothing is changed silently: each finding is
 * counted by its word. Units are UCUM codes.
 */
@NullMarked
package vn.trangtien.ingest.channels;

import org.jspecify.annotations.NullMarked;
