/**
 * Counters that outlive the gateway, in one small file of its data directory. Numbers are in the unit of the driver, before any
 * scale.
 */
@NullMarked
package vn.trangtien.gateway.counter;

import org.jspecify.annotations.NullMarked;
