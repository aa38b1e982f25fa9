package vn.trangtien.video;

/**
 * How often a detector looks at a camera's pictures, in looks a second of the stream.
 *
 * @param configured while something moves, as its configuration says
 * @param wanted what the view was worth over the last ten seconds: less than configured while little moves, almost nothing
 *     while nothing does
 * @param real what it got in that time
 */
public record LookRate(double configured, double wanted, double real) {}
