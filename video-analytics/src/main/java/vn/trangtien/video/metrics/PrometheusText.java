package vn.trangtien.video.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Writes figures in Prometheus' text exposition format 0.0.4. Stateless.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class PrometheusText {

    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String PREFIX = "trangtien_video_";

    private PrometheusText() {}

    private record Family(String name, String type, String help, ToDoubleFunction<CameraMetrics> value) {}

    private static final List<Family> FAMILIES = List.of(
            gauge("up", "1 while pictures arrive", m -> m.connected() ? 1 : 0),
            gauge(
                    "frames_per_second",
                    "Frames decoded in the last second",
                    m -> m.source().framesPerSecond()),
            counter("frames_decoded", "Frames decoded", m -> m.source().decoded()),
            counter("frames_analysed", "Frames looked at", m -> m.source().analysed()),
            counter(
                    "frames_dropped",
                    "Frames only decoded, to keep up",
                    m -> m.source().dropped()),
            counter("reconnects", "Times pictures came back", m -> m.source().reconnects()),
            counter(
                    "detections",
                    "Pictures a detector looked at",
                    m -> m.looks().done()),
            counter(
                    "detections_failed",
                    "Looks that gave an error",
                    m -> m.looks().failed()),
            counter(
                    "detections_dropped",
                    "Waiting pictures replaced by newer ones",
                    m -> m.looks().dropped()),
            gauge(
                    "detections_asked_per_second",
                    "Looks the view was worth",
                    m -> m.looks().askedPerSecond()),
            gauge("detections_per_second", "Looks the view got", m -> m.looks().gotPerSecond()),
            gauge(
                    "plates_read",
                    "1 while number plates are read",
                    m -> m.plates().on() ? 1 : 0),
            counter(
                    "plate_looks",
                    "Pictures of vehicles looked at for a plate",
                    m -> m.plates().looks()),
            counter(
                    "plate_looks_dropped",
                    "Looks that never began for want of time",
                    m -> m.plates().dropped()),
            counter(
                    "plate_looks_failed",
                    "Looks that gave an error",
                    m -> m.plates().failed()),
            counter(
                    "plate_looks_refused",
                    "Looks whose text is no plate",
                    m -> m.plates().refused()),
            counter(
                    "plate_readings",
                    "Looks that found a plate",
                    m -> m.plates().read()),
            counter(
                    "plates_told",
                    "Plates that readings agreed on",
                    m -> m.plates().told()),
            gauge("objects", "Objects followed now", m -> m.output().objects()),
            counter("object_events", "Messages about objects", m -> m.output().events()),
            counter("crossings", "Lines passed", m -> m.output().crossings()),
            counter("alerts", "Alerts that began", m -> m.output().alerts()),
            counter("images", "Pictures and films that left", m -> m.output().images()),
            counter(
                    "images_withheld",
                    "Pictures that were not certain to be covered",
                    m -> m.output().imagesWithheld()));

    private static Family gauge(String name, String help, ToDoubleFunction<CameraMetrics> value) {
        return new Family(PREFIX + name, "gauge", help, value);
    }

    private static Family counter(String name, String help, ToDoubleFunction<CameraMetrics> value) {
        return new Family(PREFIX + name + "_total", "counter", help, value);
    }

    /** All cameras of a process and its memory. */
    public static String of(List<CameraMetrics> cameras, ProcessMemory memory) {
        var text = new StringBuilder(4096);
        for (Family family : FAMILIES) {
            head(text, family.name, family.type, family.help);
            for (CameraMetrics camera : cameras) {
                sample(text, family.name, camera.camera(), "", family.value.applyAsDouble(camera));
            }
        }
        quantiles(
                text,
                cameras,
                "detection_age_seconds",
                "From the picture to its detections",
                m -> m.looks().ageP50Millis(),
                m -> m.looks().ageP95Millis());
        quantiles(
                text,
                cameras,
                "inference_seconds",
                "Time of a detector for one picture",
                m -> m.looks().inferenceP50Millis(),
                m -> m.looks().inferenceP95Millis());
        quantiles(
                text,
                cameras,
                "plate_age_seconds",
                "From the picture to what was read in it",
                m -> m.plates().ageP50Millis(),
                m -> m.plates().ageP95Millis());
        head(text, PREFIX + "resident_memory_bytes", "gauge", "Memory of the process, native memory included");
        text.append(PREFIX)
                .append("resident_memory_bytes ")
                .append(number(memory.residentBytes()))
                .append('\n');
        head(text, PREFIX + "heap_bytes", "gauge", "Java heap in use");
        text.append(PREFIX)
                .append("heap_bytes ")
                .append(number(memory.heapBytes()))
                .append('\n');
        return text.toString();
    }

    private static void quantiles(
            StringBuilder text,
            List<CameraMetrics> cameras,
            String name,
            String help,
            ToDoubleFunction<CameraMetrics> middle,
            ToDoubleFunction<CameraMetrics> slow) {
        head(text, PREFIX + name, "gauge", help);
        for (CameraMetrics camera : cameras) {
            sample(text, PREFIX + name, camera.camera(), ",quantile=\"0.5\"", middle.applyAsDouble(camera) / 1e3);
            sample(text, PREFIX + name, camera.camera(), ",quantile=\"0.95\"", slow.applyAsDouble(camera) / 1e3);
        }
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(escapedHelp(help))
                .append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String name, String camera, String moreLabels, double value) {
        text.append(name).append("{camera=\"").append(escapedLabel(camera)).append('"');
        text.append(moreLabels).append("} ").append(number(value)).append('\n');
    }

    static String escapedLabel(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    static String escapedHelp(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
