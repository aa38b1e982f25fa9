/** Sensors with a voltage output behind an analogue-to-digital converter. */
@NullMarked
package vn.trangtien.drivers.analog;

import org.jspecify.annotations.NullMarked;
