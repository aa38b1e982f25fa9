/** Finds drivers by the name in a configuration and checks parameters against their descriptors. Knows no driver. */
@NullMarked
package vn.trangtien.drivers.catalog;

import org.jspecify.annotations.NullMarked;
