/**
 * Releases of the gateway's program: taken from an administrator, signed by the city, fetched by gateways at the device door.
 */
@NullMarked
package vn.trangtien.ingest.releases;

import org.jspecify.annotations.NullMarked;
