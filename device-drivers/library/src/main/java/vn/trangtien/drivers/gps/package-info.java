/**
 * Satellite receivers that speak NMEA 0183 on a UART: position, height and time. Degrees are decimal, north and east positive;
 * time is UTC.
 */
@NullMarked
package vn.trangtien.drivers.gps;

import org.jspecify.annotations.NullMarked;
