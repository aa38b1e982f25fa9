/**
 * Pictures, stored under the SHA-256 of their bytes and kept for a bounded time.
 */
@NullMarked
package vn.trangtien.ingest.objects;

import org.jspecify.annotations.NullMarked;
