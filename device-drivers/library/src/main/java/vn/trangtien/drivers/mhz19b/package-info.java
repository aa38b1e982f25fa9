/** Winsen MH-Z19B on a UART: carbon dioxide in ppm, and the temperature inside its case. */
@NullMarked
package vn.trangtien.drivers.mhz19b;

import org.jspecify.annotations.NullMarked;
