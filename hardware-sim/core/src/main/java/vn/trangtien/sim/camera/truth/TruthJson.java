package vn.trangtien.sim.camera.truth;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the truth as one JSON object, for tools in any language. */
public final class TruthJson {

    private TruthJson() {}

    /**
     * Writes the whole film.
     *
     * @param framesPerSecond of the film, so that each of its pictures has one entry; more than 0
     */
    public static void write(SceneTruth truth, double framesPerSecond, Appendable out) throws IOException {
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException("frames per second must be above 0, but were " + framesPerSecond);
        }
        out.append("{\"scene\":%s,\"loopSeconds\":%s,\"framesPerSecond\":%s"
                .formatted(text(truth.scene()), number(truth.loopSeconds()), number(framesPerSecond)));
        out.append(",\"lines\":")
                .append(list(
                        truth.lines(),
                        line -> "{\"name\":%s,\"from\":%s,\"to\":%s}"
                                .formatted(text(line.name()), point(line.from()), point(line.to()))));
        out.append(",\"zones\":")
                .append(list(
                        truth.zones(),
                        zone -> "{\"name\":%s,\"points\":%s}"
                                .formatted(text(zone.name()), list(zone.points(), TruthJson::point))));
        out.append(",\"marks\":")
                .append(list(
                        truth.marks(),
                        mark -> "{\"at\":%s,\"metres\":%s}".formatted(point(mark.at()), number(mark.metres()))));
        out.append(",\"crossings\":").append(list(truth.crossings(), TruthJson::crossing));
        out.append(",\"frames\":[");
        long frames = Math.round(truth.loopSeconds() * framesPerSecond);
        for (long i = 0; i < frames; i++) {
            out.append(i == 0 ? "\n" : ",\n").append(frame(truth.at(i / framesPerSecond)));
        }
        out.append("\n]}\n");
    }

    private static String frame(TrueFrame frame) {
        var zones = new TreeMap<>(frame.occupancy())
                .entrySet().stream()
                        .map(entry -> text(entry.getKey()) + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
        String gauge = frame.gaugeMetres().isPresent()
                ? ",\"gaugeMetres\":" + number(frame.gaugeMetres().getAsDouble())
                : "";
        return "{\"second\":%s,\"objects\":%s,\"occupancy\":%s%s}"
                .formatted(number(frame.second()), list(frame.objects(), TruthJson::object), zones, gauge);
    }

    private static String object(TrueObject object) {
        TrueBox box = object.box();
        return "{\"id\":%d,\"label\":%s,\"box\":[%s,%s,%s,%s],\"visible\":%s,\"moving\":%s%s}"
                .formatted(
                        object.id(),
                        text(object.label()),
                        number(box.left()),
                        number(box.top()),
                        number(box.right()),
                        number(box.bottom()),
                        number(object.visible()),
                        object.moving(),
                        object.plate().isEmpty() ? "" : ",\"plate\":" + text(object.plate()));
    }

    private static String crossing(TrueCrossing crossing) {
        return "{\"second\":%s,\"line\":%s,\"id\":%d,\"label\":%s,\"leftToRight\":%s}"
                .formatted(
                        number(crossing.second()),
                        text(crossing.line()),
                        crossing.id(),
                        text(crossing.label()),
                        crossing.leftToRight());
    }

    private static String point(TruePoint point) {
        return "[%s,%s]".formatted(number(point.x()), number(point.y()));
    }

    private static <T> String list(List<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    /** A ten-thousandth of a picture is less than a pixel. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.5f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
