/** Door and tamper contacts: a loop that is closed while all is well. States are 0 and 1; contact times are milliseconds. */
@NullMarked
package vn.trangtien.drivers.door;

import org.jspecify.annotations.NullMarked;
