/** Nova SDS011 on a UART: fine dust in µg/m³. */
@NullMarked
package vn.trangtien.drivers.sds011;

import org.jspecify.annotations.NullMarked;
