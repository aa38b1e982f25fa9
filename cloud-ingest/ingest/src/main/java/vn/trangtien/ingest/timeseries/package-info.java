/**
 * Values over time, in the tiers raw, 1 minute, 15 minutes and 1 day, on QuestDB or InfluxDB; and the latest value of every channel.
 *
 * <p>{@link vn.trangtien.ingest.timeseries.TimeSeriesStore} is what others use, {@code TimeSeriesServer} what a make of server must do.
 * Times are UTC, to the microsecond; days of the day tier begin at midnight of the city.
 */
@NullMarked
package vn.trangtien.ingest.timeseries;

import org.jspecify.annotations.NullMarked;
