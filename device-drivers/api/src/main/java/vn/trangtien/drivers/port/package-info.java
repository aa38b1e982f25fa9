/**
 * The electrical world as drivers see it: one small blocking interface per kind of bus, implemented over real hardware by
 * {@code device-drivers/pi4j} and answered by register-level models in {@code hardware-sim/core}. Bytes are Java bytes;
 * numbers on the wire are made by the drivers.
 */
@NullMarked
package vn.trangtien.drivers.port;

import org.jspecify.annotations.NullMarked;
