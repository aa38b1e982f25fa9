/** Rain gauges that tip a bucket and close a contact. Millimetres are those of rain; contact times are milliseconds. */
@NullMarked
package vn.trangtien.drivers.rain;

import org.jspecify.annotations.NullMarked;
