/** Sensirion SCD41 on I2C: carbon dioxide, temperature and humidity of the air. */
@NullMarked
package vn.trangtien.drivers.scd41;

import org.jspecify.annotations.NullMarked;
