package vn.trangtien.video.gauge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;

/**
 * Reads one staff gauge. Give it one to five pictures a second; it says something once a second, after it has watched the
 * water for some seconds. Single readings are joined to the median of the last two minutes, which a branch that floats by or
 * the wash of a boat does not move.
 *
 * <p>Confined to one thread; by presentation time.
 */
public final class GaugeReader {

    private static final long READ_MICROS = 1_000_000;
    private static final long REMEMBERED_MICROS = 120_000_000;
    private static final long LONGEST_PAUSE_MICROS = 10_000_000;
    /** Single readings below this are no readings. */
    private static final double READABLE = 0.3;
    /** Readings after which the median is worth its confidence. */
    private static final double ENOUGH = 20;

    private final StaffGauge gauge;
    private final Deque<Single> singles = new ArrayDeque<>();
    private @Nullable StaffStrip strip;
    private @Nullable Waterline waterline;
    private @Nullable GaugeReading last;
    private int width;
    private int height;
    private long previousMicros = Long.MIN_VALUE;
    private long readMicros = Long.MIN_VALUE;
    private double recent;

    private record Single(long micros, double metres, double confidence) {}

    public GaugeReader(StaffGauge gauge) {
        this.gauge = gauge;
    }

    /** Brightness alone; a staff of 100 rows or more is worth reading. */
    public Optional<GaugeReading> look(LumaFrame frame) {
        StaffStrip rows = stripFor(frame.width(), frame.height(), frame.presentationMicros());
        rows.read(frame);
        return read(rows, frame.presentationMicros());
    }

    /** Brightness and colour at the full resolution of the picture. */
    public Optional<GaugeReading> look(Picture picture) {
        StaffStrip rows = stripFor(picture.width(), picture.height(), picture.presentationMicros());
        rows.read(picture);
        return read(rows, picture.presentationMicros());
    }

    private StaffStrip stripFor(int newWidth, int newHeight, long micros) {
        boolean anew = newWidth != width
                || newHeight != height
                || micros < previousMicros
                || (previousMicros != Long.MIN_VALUE && micros - previousMicros > LONGEST_PAUSE_MICROS);
        StaffStrip known = strip;
        if (known != null && !anew) {
            return known;
        }
        width = newWidth;
        height = newHeight;
        previousMicros = micros;
        readMicros = micros;
        var made = new StaffStrip(gauge, StaffStrip.rowsIn(gauge, width, height));
        strip = made;
        waterline = new Waterline(made.rows());
        return made;
    }

    private Optional<GaugeReading> read(StaffStrip rows, long now) {
        Waterline line = java.util.Objects.requireNonNull(waterline);
        line.learn(rows, (now - previousMicros) / 1e6);
        previousMicros = now;
        if (!line.isReady() || now - readMicros < READ_MICROS) {
            return Optional.empty();
        }
        readMicros = now;
        Waterline.Found found = line.find();
        recent += 0.1 * (found.confidence() - recent);
        if (found.confidence() >= READABLE) {
            singles.addLast(new Single(now, rows.metresAt(found.row()), found.confidence()));
        }
        while (!singles.isEmpty() && now - singles.getFirst().micros > REMEMBERED_MICROS) {
            singles.removeFirst();
        }
        if (!singles.isEmpty()) {
            last = join(List.copyOf(singles), Math.abs(rows.metresAt(1) - rows.metresAt(0)), now);
        } else if (last != null) {
            last = new GaugeReading(gauge.name(), last.metres(), last.errorMetres(), Math.min(0.1, recent), now);
        }
        return Optional.ofNullable(last);
    }

    private GaugeReading join(List<Single> readings, double rowMetres, long now) {
        double metres = median(readings, Single::metres);
        double spread = median(readings, single -> Math.abs(single.metres - metres));
        double error = Math.max(2 * rowMetres, 1.5 * spread);
        double single = median(readings, Single::confidence);
        double steady = 1 / (1 + Math.pow(spread / (6 * rowMetres), 2));
        double enough = Math.min(1, readings.size() / ENOUGH);
        double confidence = Math.min(single, 2 * recent) * steady * enough;
        return new GaugeReading(gauge.name(), metres, error, Math.min(1, confidence), now);
    }

    private interface Value {
        double of(Single single);
    }

    private static double median(List<Single> readings, Value value) {
        var values = new ArrayList<Double>();
        readings.forEach(single -> values.add(value.of(single)));
        values.sort(Comparator.naturalOrder());
        return values.get(values.size() / 2);
    }
}
