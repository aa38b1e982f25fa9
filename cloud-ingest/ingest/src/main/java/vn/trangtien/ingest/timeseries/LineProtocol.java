package vn.trangtien.ingest.timeseries;

import java.util.List;

/**
 * Points as Influx line protocol with microseconds: the series is in the tags, what was measured in the fields.
 *
 * <pre>observation,account=hue,gateway=g,asset=river,channel=level value=1.25,quality="GOOD",unit="m",simulated=t 1700…</pre>
 */
final class LineProtocol {

    static final String TABLE = "observation";

    private LineProtocol() {}

    static String lines(List<Point> points) {
        var text = new StringBuilder(points.size() * 160);
        points.forEach(point -> append(text, point));
        return text.toString();
    }

    private static void append(StringBuilder text, Point point) {
        text.append(TABLE);
        tag(text, "account", point.channel().account());
        tag(text, "gateway", point.channel().gateway());
        tag(text, "asset", point.channel().asset());
        tag(text, "channel", point.channel().channel());
        text.append(' ');
        if (point.value() != null) {
            text.append("value=").append(point.value().doubleValue()).append(',');
        }
        field(text, "quality", point.quality());
        text.append(',');
        field(text, "unit", point.unit());
        text.append(",simulated=").append(point.simulated() ? 't' : 'f');
        text.append(' ').append(point.timestampMicros()).append('\n');
    }

    /** Tags end at a comma, an equals sign or a space; a backslash at the end would escape what follows. */
    private static void tag(StringBuilder text, String name, String value) {
        text.append(',').append(name).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '=' || c == ' ') {
                text.append('\\');
            }
            text.append(c);
        }
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }
}
