/** Switches on an input line: what a bouncing, glitching, sticking contact really did. Times are those of the device clock. */
@NullMarked
package vn.trangtien.drivers.contact;

import org.jspecify.annotations.NullMarked;
