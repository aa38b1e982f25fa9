/**
 * Goes through one recording or camera from the terminal and counts what passes: the stages of the cameras, on one thread, one
 * after the other, so that a recording gives the same counts in every run. Coordinates are pixels of the source, as people read
 * them from a picture; the stages are given shares. What is deliberately not here: how cameras of a gateway are kept running.
 */
@NullMarked
package vn.trangtien.box.video;

import org.jspecify.annotations.NullMarked;
