/** Texas Instruments ADS1115 on I2C: four voltages of 16 bits. */
@NullMarked
package vn.trangtien.drivers.ads1115;

import org.jspecify.annotations.NullMarked;
