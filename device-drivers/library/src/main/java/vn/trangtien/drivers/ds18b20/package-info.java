/** Maxim DS18B20 on a 1-Wire bus: temperature in °C. */
@NullMarked
package vn.trangtien.drivers.ds18b20;

import org.jspecify.annotations.NullMarked;
