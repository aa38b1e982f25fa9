/** What a gateway's devices and cameras hang on: the ports of this machine, or a simulated board in their place. */
@NullMarked
package vn.trangtien.gateway.hardware;

import org.jspecify.annotations.NullMarked;
