/**
 * The servers that a city needs, run inside its own process: PostgreSQL, Kafka, a time-series store.
 *
 * <p>Each class starts one server on a fixed loopback port with its data in one folder, and {@code close} stops it. They are
 * real servers: outside the box the same services run against installed ones, by standard properties.
 */
@NullMarked
package vn.trangtien.box.embedded;

import org.jspecify.annotations.NullMarked;
