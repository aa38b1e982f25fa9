/**
 * Sensors with a voltage output or a 4–20 mA current loop behind any {@link vn.trangtien.drivers.adc.Converter}. Voltages in
 * volts, currents in milliamperes, values in the unit that the configuration names.
 */
@NullMarked
package vn.trangtien.drivers.analog;

import org.jspecify.annotations.NullMarked;
