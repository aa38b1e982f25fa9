/**
 * What {@code ./city bench ingest} measures: the ingest in a process of its own, loaded from this one.
 *
 * <p>The load comes from {@code hardware-sim/fleet}; the server is reached by MQTT and HTTP alone, but for the proof that nothing is
 * lost, which reads the time-series store itself. Processor time is that of the server's processes, read from {@code /proc};
 * delays are milliseconds, memory is MiB.
 */
@NullMarked
package vn.trangtien.box.bench.ingest;

import org.jspecify.annotations.NullMarked;
