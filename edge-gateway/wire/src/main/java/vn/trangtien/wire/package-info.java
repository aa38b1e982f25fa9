/**
 * The contract between edge and cloud over MQTT: topic names, the Kura payload and the kinds of messages.
 *
 * <p>Gateways running Eclipse Kura speak the same format, so nothing here may be stricter on reading or looser on writing than
 * they are. Whatever arrives from the network is judged by methods that return an {@link java.util.Optional} or throw the one
 * checked {@link vn.trangtien.wire.UndecodableException}; constructors and builders are for our own code and refuse nonsense at
 * once. No clock, no thread, no client library. Times are milliseconds since 1970-01-01 UTC on the wire and
 * {@link java.time.Instant} in messages; units are UCUM codes.
 */
@NullMarked
package vn.trangtien.wire;

import org.jspecify.annotations.NullMarked;
