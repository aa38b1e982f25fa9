/**
 * What is known of one camera beyond its newest values: what is asked of its view (lines, zones, masks …) out of its gateway's
 * desired configuration, and the way back into it when somebody has drawn anew.
 *
 * <p>The text of a configuration may hold passwords. It never leaves this package but to the ingest: what a browser gets are the
 * keys that are drawn on the picture, and nothing here puts a text into a message or a log.
 */
@NullMarked
package vn.trangtien.city.cameras;

import org.jspecify.annotations.NullMarked;
