/**
 * From raw messages to values, events, pictures and dead letters, each message once.
 */
@NullMarked
package vn.trangtien.ingest.processing;

import org.jspecify.annotations.NullMarked;
