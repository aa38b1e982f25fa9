/**
 * What moves on the operations screen: server-sent events from Kafka and from the alarm engine, at {@code /stream}.
 *
 * <p>Nothing here may wait for a browser: every client has a bounded queue that is written without blocking, and a client
 * that cannot keep up is cut off; it comes back by itself and is told what it missed, or to read everything anew.
 */
@NullMarked
package vn.trangtien.city.live;

import org.jspecify.annotations.NullMarked;
