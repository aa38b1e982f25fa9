/**
 * Encoded films in memory and how they come about: pictures encoded by FFmpeg, files taken apart, and the clock by which a film
 * runs for ever. The only place of the camera that knows native code. Times of pictures are ticks of 90 kHz.
 */
@NullMarked
package vn.trangtien.sim.camera.film;

import org.jspecify.annotations.NullMarked;
