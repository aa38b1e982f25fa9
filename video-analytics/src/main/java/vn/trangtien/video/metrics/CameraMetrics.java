package vn.trangtien.video.metrics;

/**
 * What one camera has done since it was started; counters are cumulative.
 *
 * @param camera id of the camera
 * @param connected whether pictures arrive
 * @param source what came in
 * @param looks what detectors did for it
 * @param plates what was read on its vehicles
 * @param output what it told
 */
public record CameraMetrics(
        String camera, boolean connected, Source source, Looks looks, Plates plates, Output output) {

    /**
     * @param framesPerSecond decoded in the last second or so
     * @param decoded frames
     * @param analysed frames that were looked at
     * @param dropped frames that were only decoded, because the computer was late
     * @param reconnects how often pictures came back
     */
    public record Source(double framesPerSecond, long decoded, long analysed, long dropped, long reconnects) {}

    /**
     * @param done pictures that a detector looked at
     * @param failed looks that gave an error
     * @param dropped pictures that were replaced by a newer one while they waited
     * @param askedPerSecond what the view was worth in the last ten seconds
     * @param gotPerSecond what it got
     * @param ageP50Millis half of the results came within this time after their picture
     * @param ageP95Millis 19 of 20 did
     * @param inferenceP50Millis half of the looks took the detector no longer
     * @param inferenceP95Millis 19 of 20 did
     */
    public record Looks(
            long done,
            long failed,
            long dropped,
            double askedPerSecond,
            double gotPerSecond,
            double ageP50Millis,
            double ageP95Millis,
            double inferenceP50Millis,
            double inferenceP95Millis) {}

    /**
     * @param on whether plates are read; false also where they should be, but cannot
     * @param looks pictures of vehicles that were looked at
     * @param dropped looks that never began, because the detectors had no time to spare
     * @param failed looks that gave an error
     * @param refused looks that found text which is no plate
     * @param read looks that found a plate
     * @param told plates that several readings agreed on
     * @param ageP50Millis half of the looks were over within this time after their picture
     * @param ageP95Millis 19 of 20 were
     */
    public record Plates(
            boolean on,
            long looks,
            long dropped,
            long failed,
            long refused,
            long read,
            long told,
            double ageP50Millis,
            double ageP95Millis) {

        /** Of a camera that reads no plates. */
        public static final Plates OFF = new Plates(false, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * @param objects followed now
     * @param events messages about objects
     * @param crossings of lines
     * @param alerts that began
     * @param images that left
     * @param imagesWithheld that did not leave, because it was not certain what must be hidden or the audit failed
     */
    public record Output(long objects, long events, long crossings, long alerts, long images, long imagesWithheld) {}
}
