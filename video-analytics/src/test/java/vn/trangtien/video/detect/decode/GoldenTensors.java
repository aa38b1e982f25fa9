package vn.trangtien.video.detect.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.picture.Box;

/** Tensors written down by hand. */
public final class GoldenTensors implements Tensors {

    public static final Placement WHOLE = new Placement(new Box(0, 0, 1, 1), 0, 0, 100, 100, 100, 100);

    private final Map<String, float[]> values = new HashMap<>();
    private final Map<String, long[]> shapes = new HashMap<>();

    public GoldenTensors with(String name, List<Integer> shape, float... numbers) {
        values.put(name, numbers);
        shapes.put(name, shape.stream().mapToLong(Integer::longValue).toArray());
        return this;
    }

    @Override
    public float[] values(String output) {
        return values.get(output);
    }

    @Override
    public long[] shape(String output) {
        return shapes.get(output);
    }

    /** What a person would write down of the detections: label, score in percent, edges in percent of the picture. */
    public static List<String> told(Candidates candidates, List<String> labels) {
        return candidates.joined(0.5, 1, labels, WHOLE).stream()
                .map(GoldenTensors::told)
                .toList();
    }

    private static String told(Detection detection) {
        Box box = detection.box();
        return "%s %d: %d..%d, %d..%d"
                .formatted(
                        detection.label(),
                        percent(detection.score()),
                        percent(box.left()),
                        percent(box.right()),
                        percent(box.top()),
                        percent(box.bottom()));
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }
}
