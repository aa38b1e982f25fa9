/** Bosch BME280 on I2C: temperature, humidity and pressure, by the floating-point formulas of its datasheet. */
@NullMarked
package vn.trangtien.drivers.bme280;

import org.jspecify.annotations.NullMarked;
