/**
 * What analogue-to-digital converters have in common, so that a sensor with a voltage or current output works behind any of
 * them. Knows no part. Voltages are against ground.
 */
@NullMarked
package vn.trangtien.drivers.adc;

import org.jspecify.annotations.NullMarked;
