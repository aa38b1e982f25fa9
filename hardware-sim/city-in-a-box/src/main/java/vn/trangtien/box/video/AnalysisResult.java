package vn.trangtien.box.video;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./city video analyse} found. Names are read by other programs: they may grow, none may change.
 *
 * @param source without passwords
 * @param detector id and version of the model, or {@code motion}
 * @param width pixels of the source
 * @param height pixels of the source
 * @param sourceFps what the source says of itself; 0 if nothing
 * @param frames decoded
 * @param seconds of the video that were gone through
 * @param fps frames gone through in a second of real time
 * @param cpuMillisPerFrame processor time of the one thread that does everything
 * @param cpuMillisPerFrameByStage where it went
 * @param detections pictures that the model looked at
 * @param detectionsFailed of which it made nothing
 * @param tracks objects that were followed
 * @param tracksByClass the same by what they were held for last
 * @param lines in the order of the command line
 * @param zones in the order of the command line
 * @param damaged packets that gave no picture and pictures that are known to be damaged
 * @param complete false if somebody stopped it, or a recording was cut by {@code --for}
 */
public record AnalysisResult(
        String source,
        String detector,
        int width,
        int height,
        double sourceFps,
        long frames,
        double seconds,
        double fps,
        double cpuMillisPerFrame,
        Map<String, Double> cpuMillisPerFrameByStage,
        long detections,
        long detectionsFailed,
        long tracks,
        Map<String, Long> tracksByClass,
        List<Line> lines,
        List<Zone> zones,
        long damaged,
        boolean complete) {

    /**
     * Objects that passed a line.
     *
     * @param name {@code line-1}, {@code line-2} …
     * @param forward from the left of the line to its right for somebody who looks from its first point to its second
     * @param byClass both directions
     */
    public record Line(String name, long total, long forward, long backward, Map<String, Long> byClass) {}

    /**
     * Objects that were in a zone.
     *
     * @param name {@code zone-1}, {@code zone-2} …
     * @param total that went in
     * @param inside at the end
     * @param most at the same time
     * @param meanDwellSeconds of those that left; 0 if none did
     * @param byClass those that went in, by what they were held for last
     */
    public record Zone(
            String name, long total, long inside, long most, double meanDwellSeconds, Map<String, Long> byClass) {}

    /** One line. */
    public String toJson() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(this);
    }
}
