/**
 * Remote management as Kura does it: requests of the cloud, replies and notifications of the gateway, and the seal by which a
 * gateway knows that a request really comes from its cloud.
 */
@NullMarked
package vn.trangtien.wire.request;

import org.jspecify.annotations.NullMarked;
