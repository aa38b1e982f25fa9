/**
 * The connection to the cloud: MQTT 5 over TLS with the certificate of the gateway, one thread that owns everything in flight,
 * and back-off after a failure. What is sent comes from the spool and leaves it only when the broker has acknowledged it.
 */
@NullMarked
package vn.trangtien.gateway.link;

import org.jspecify.annotations.NullMarked;
