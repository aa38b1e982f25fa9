/**
 * What cameras saw and said: objects in front of them, alerts of their rules and of their own health. Kept for a bounded time, asked
 * for over HTTP.
 */
@NullMarked
package vn.trangtien.ingest.cameras;

import org.jspecify.annotations.NullMarked;
