/**
 * The life of an object in front of a camera as it is told to others: when it is believed, when something about it changed,
 * and once when it is gone.
 *
 * <p>Not here: who is who from frame to frame ({@code track}) and what zones mean ({@code rules}). Knows no clock: times
 * are given.
 */
@NullMarked
package vn.trangtien.video.event;

import org.jspecify.annotations.NullMarked;
