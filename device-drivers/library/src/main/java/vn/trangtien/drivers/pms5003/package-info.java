/** Plantower PMS5003 on a UART: fine dust in µg/m³ under atmospheric conditions. */
@NullMarked
package vn.trangtien.drivers.pms5003;

import org.jspecify.annotations.NullMarked;
