/**
 * Whether the time of day can be trusted, and what to do about messages that were stamped before it could. A Pi has no battery: it
 * begins every boot with a time that is hours or years off, and the network sets it seconds or days later.
 *
 * <p>A <em>base</em> is what the time of day reads when the monotonic clock reads zero; the difference of two bases is by how much
 * the clock was set in between. Milliseconds.
 */
@NullMarked
package vn.trangtien.gateway.clock;

import org.jspecify.annotations.NullMarked;
