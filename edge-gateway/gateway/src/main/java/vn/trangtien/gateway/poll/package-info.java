/**
 * When which device is asked. One worker owns each bus, so devices of one bus never meet on it, and a dead device delays no
 * other bus. Time is that of the device clock, real or virtual.
 */
@NullMarked
package vn.trangtien.gateway.poll;

import org.jspecify.annotations.NullMarked;
