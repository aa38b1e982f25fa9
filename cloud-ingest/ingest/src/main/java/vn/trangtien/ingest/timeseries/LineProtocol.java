package vn.trangtien.ingest.timeseries;

import java.util.List;
import vn.trangtien.events.ChannelRef;

/**
 * Points and sums as Influx line protocol with microseconds: the series is in the tags, what was measured in the fields.
 *
 * <pre>observation,account=hue,gateway=g,asset=river,channel=level value=1.25,quality="GOOD",unit="m",simulated=t 1700…</pre>
 */
final class LineProtocol {

    static final String TABLE = "observation";

    /** Numbers with up to three decimals below this are written digit by digit, which is ten times as fast. */
    private static final double SMALL = 1e12;

    private LineProtocol() {}

    /** What a bucket of a tier holds. */
    record Sums(long n, double low, double high, double total, double first, double last, String unit) {}

    /** @throws IllegalArgumentException if a text cannot stand in a line */
    static String lines(List<Point> points) {
        var text = new StringBuilder(points.size() * 160);
        for (Point point : points) {
            append(text, point);
        }
        return text.toString();
    }

    static void append(StringBuilder text, ChannelRef channel, Sums sums, long micros) {
        tags(text, channel);
        text.append(" n=").append(sums.n()).append('i');
        number(text.append(",low="), sums.low());
        number(text.append(",high="), sums.high());
        number(text.append(",total="), sums.total());
        number(text.append(",first="), sums.first());
        number(text.append(",last="), sums.last());
        field(text.append(','), "unit", sums.unit());
        text.append(' ').append(micros).append('\n');
    }

    private static void append(StringBuilder text, Point point) {
        tags(text, point.channel());
        text.append(' ');
        Double value = point.value();
        if (value != null) {
            number(text.append("value="), value);
            text.append(',');
        }
        field(text, "quality", point.quality());
        text.append(',');
        field(text, "unit", point.unit());
        text.append(",simulated=").append(point.simulated() ? 't' : 'f');
        text.append(' ').append(point.timestampMicros()).append('\n');
    }

    private static void tags(StringBuilder text, ChannelRef channel) {
        text.append(TABLE);
        tag(text, ",account=", channel.account());
        tag(text, ",gateway=", channel.gateway());
        tag(text, ",asset=", channel.asset());
        tag(text, ",channel=", channel.channel());
    }

    /** Tags end at a comma, an equals sign or a space; a backslash at the end would escape what follows. */
    private static void tag(StringBuilder text, String prefix, String value) {
        text.append(prefix);
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                throw unwritable(value);
            } else if (c == ',' || c == '=' || c == ' ') {
                text.append(value, done, i).append('\\');
                done = i;
            }
        }
        rest(text, value, done);
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append("=\"");
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                throw unwritable(value);
            } else if (c == '"' || c == '\\') {
                text.append(value, done, i).append('\\');
                done = i;
            }
        }
        rest(text, value, done);
        text.append('"');
    }

    /** A line break would end the line; servers differ in what they make of the rest. */
    private static IllegalArgumentException unwritable(String value) {
        return new IllegalArgumentException(
                "a stored name, unit or quality must hold no control characters, but was '%s'"
                        .formatted(value.replaceAll("\\p{Cntrl}", "\ufffd")));
    }

    private static void rest(StringBuilder text, String value, int done) {
        if (done == 0) {
            text.append(value);
        } else {
            text.append(value, done, value.length());
        }
    }

    /** Whoever reads the digits gets the same number, bit by bit: a quotient by 1000 is rounded like the digits of it are. */
    static void number(StringBuilder text, double value) {
        double thousandfold = value * 1000;
        long thousandths = (long) thousandfold;
        if (thousandths != thousandfold
                || Math.abs(value) >= SMALL
                || thousandths / 1000.0 != value
                || isMinusZero(value)) {
            text.append(value);
            return;
        }
        if (thousandths < 0) {
            text.append('-');
            thousandths = -thousandths;
        }
        int fraction = (int) (thousandths % 1000);
        text.append(thousandths / 1000);
        if (fraction == 0) {
            text.append(".0");
            return;
        }
        text.append('.').append((char) ('0' + fraction / 100));
        if (fraction % 100 != 0) {
            text.append((char) ('0' + fraction / 10 % 10));
            if (fraction % 10 != 0) {
                text.append((char) ('0' + fraction % 10));
            }
        }
    }

    private static boolean isMinusZero(double value) {
        return value == 0 && Double.doubleToRawLongBits(value) != 0;
    }
}
