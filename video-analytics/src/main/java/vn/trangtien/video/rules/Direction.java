package vn.trangtien.video.rules;

/**
 * Which way an object passed a counting line, as seen by somebody who stands at the line's start and looks to its end. The
 * names go over the wire and into stores; they may not change.
 */
public enum Direction {
    /** From the left of the line to its right; across a line drawn from left to right this is down the picture. */
    FORWARD,
    /** From the right of the line to its left; across a line drawn from left to right this is up the picture. */
    BACKWARD
}
