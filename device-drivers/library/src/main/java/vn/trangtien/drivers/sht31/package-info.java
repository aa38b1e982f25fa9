/** Sensirion SHT31 on I2C: temperature and humidity of the air. */
@NullMarked
package vn.trangtien.drivers.sht31;

import org.jspecify.annotations.NullMarked;
