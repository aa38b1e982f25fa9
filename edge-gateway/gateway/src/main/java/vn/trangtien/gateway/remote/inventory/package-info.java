/** INVENTORY-V1: which software there is, as Kura lists it. */
@NullMarked
package vn.trangtien.gateway.remote.inventory;

import org.jspecify.annotations.NullMarked;
