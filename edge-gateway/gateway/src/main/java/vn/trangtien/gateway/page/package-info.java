/**
 * The gateway's own page: how it stands, for whoever is before it, also without the cloud.
 *
 * <p>Read-only. On loopback without sign-in, because whoever has a shell there may read the files too; on the network by TLS with a
 * certificate of its own and a code that is made at the gateway and works once. Nothing is loaded from elsewhere.
 */
@NullMarked
package vn.trangtien.gateway.page;

import org.jspecify.annotations.NullMarked;
