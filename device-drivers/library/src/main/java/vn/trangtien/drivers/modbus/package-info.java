/** Modbus RTU: our own master, and devices described by their register map alone. */
@NullMarked
package vn.trangtien.drivers.modbus;

import org.jspecify.annotations.NullMarked;
