/**
 * What instruments on a serial line have in common: frames in a stream of bytes, which must be found behind noise; a wording
 * of what is wrong when none comes; and a time to warm up after switching on. What a frame means is the driver's business.
 */
@NullMarked
package vn.trangtien.drivers.framing;

import org.jspecify.annotations.NullMarked;
