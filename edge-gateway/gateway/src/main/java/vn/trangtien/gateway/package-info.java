/**
 * The runtime of a gateway: reads its devices, keeps what they gave, and sends it to the cloud.
 *
 * <p>This package puts the parts together; each part lives in a package of its own and none of them knows this one. Nothing is
 * static, so that several gateways run in one process.
 */
@NullMarked
package vn.trangtien.gateway;

import org.jspecify.annotations.NullMarked;
