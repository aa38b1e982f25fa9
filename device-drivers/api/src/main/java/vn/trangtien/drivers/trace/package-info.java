/**
 * Recorded traffic of buses as text that people read, compare and write by hand; the format is documented in
 * {@code docs/protocols/bus-trace.md}. Recording decorates the ports of a gateway, real or simulated.
 *
 * <p>Times are nanoseconds from the beginning of the trace.
 */
@NullMarked
package vn.trangtien.drivers.trace;

import org.jspecify.annotations.NullMarked;
