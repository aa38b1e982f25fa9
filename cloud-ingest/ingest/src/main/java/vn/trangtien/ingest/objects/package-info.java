/**
 * Pictures and films, stored under the SHA-256 of their bytes and kept for a bounded time. Nothing but {@code ObjectController}
 * gives the bytes to people, because it writes down who looked.
 */
@NullMarked
package vn.trangtien.ingest.objects;

import org.jspecify.annotations.NullMarked;
