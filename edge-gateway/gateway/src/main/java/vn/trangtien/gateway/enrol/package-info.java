/**
 * Who the gateway is: a key made here that never leaves it, and the certificate that the city signed for it in exchange for a
 * one-time code.
 */
@NullMarked
package vn.trangtien.gateway.enrol;

import org.jspecify.annotations.NullMarked;
