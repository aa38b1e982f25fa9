/**
 * What drivers of I2C chips share: transfers whose length is checked, and reading twice what has no checksum. Knows no chip.
 */
@NullMarked
package vn.trangtien.drivers.i2c;

import org.jspecify.annotations.NullMarked;
