package vn.trangtien.video.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.gauge.StaffGauge;
import vn.trangtien.video.gauge.StaffGauge.Mark;
import vn.trangtien.video.hint.HintKind;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.RuleAlert.Kind;
import vn.trangtien.video.rules.RuleAlert.State;
import vn.trangtien.video.track.TrackedFrame;

class PictureRulesTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final StaffGauge STAFF = new StaffGauge(
            "g",
            new Point(0.2, 0),
            new Point(0.2, 1),
            List.of(new Mark(new Point(0.2, 0), 3), new Mark(new Point(0.2, 0.5), 2), new Mark(new Point(0.2, 1), 1)));

    private final Random random = new Random(5);

    @Test
    void onlyWhoAsksForPicturesNeedsThem() {
        assertThat(new RuleEngine(ViewRules.NONE, 0.5625).needsPictures()).isFalse();
        assertThat(new RuleEngine(ViewRules.NONE.withGauges(List.of(STAFF)), 0.5625).needsPictures())
                .isTrue();
    }

    @Test
    void aGaugeIsAMeasureAndAFireHintBeginsOnceAndEndsOnce() {
        ViewRules rules = ViewRules.NONE.withGauges(List.of(STAFF)).withHints(Set.of(HintKind.FIRE));
        var engine = new RuleEngine(rules, 0.5625);
        var alerts = new ArrayList<RuleAlert>();
        RuleResult last = engine.process(new TrackedFrame(List.of(), List.of(), 0));
        for (int frame = 1; frame < 5 * 120; frame++) {
            long micros = frame * 200_000L;
            double flames = micros > 20e6 && micros < 70e6 ? Math.min(1, (micros - 20e6) / 10e6) : 0;
            engine.look(new Painted(paint(flames), micros));
            last = engine.process(new TrackedFrame(List.of(), List.of(), micros));
            alerts.addAll(last.alerts());
        }

        assertThat(alerts).extracting(RuleAlert::state).containsExactly(State.BEGAN, State.ENDED);
        assertThat(alerts).allMatch(alert -> alert.kind() == Kind.FIRE_HINT && alert.confidence() < 0.7);
        assertThat(last.measures())
                .filteredOn(measure -> measure.name().equals("gauge.g.level"))
                .singleElement()
                .satisfies(measure -> {
                    assertThat(measure.value()).isCloseTo(1.8, within(0.05));
                    assertThat(measure.unit()).isEqualTo("m");
                    assertThat(measure.confidence()).isGreaterThan(0.5);
                });
    }

    /** A staff on the left, in the water up to 1.8 m, and flames on the right. */
    private byte[] paint(double flames) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            boolean wet = y >= 0.6 * HEIGHT;
            for (int x = 0; x < WIDTH; x++) {
                double value = wet ? 90 + 12 * random.nextGaussian() : y / 3 % 2 == 0 ? 200 : 60;
                put(bgr, x, y, value - 4, value, value + 4);
            }
        }
        for (int tongue = 0; tongue < 6; tongue++) {
            int height = (int) (flames * (6 + 20 * random.nextDouble()));
            for (int y = 80 - height; y < 80; y++) {
                for (int x = 100 + 6 * tongue; x < 106 + 6 * tongue; x++) {
                    put(bgr, x, y, 40, 170, 250);
                }
            }
        }
        return bgr;
    }

    private static void put(byte[] bgr, int x, int y, double blue, double green, double red) {
        int at = (y * WIDTH + x) * 3;
        bgr[at] = (byte) Math.max(0, Math.min(255, blue));
        bgr[at + 1] = (byte) Math.max(0, Math.min(255, green));
        bgr[at + 2] = (byte) Math.max(0, Math.min(255, red));
    }

    /** Cuts out by nearest pixels. */
    private record Painted(byte[] bgr, long presentationMicros) implements Picture {

        @Override
        public int width() {
            return WIDTH;
        }

        @Override
        public int height() {
            return HEIGHT;
        }

        @Override
        public ColourImage part(Box part, int width, int height) {
            byte[] cut = new byte[width * height * 3];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int fromX = (int) Math.min(WIDTH - 1, (part.left() + part.width() * (x + 0.5) / width) * WIDTH);
                    int fromY = (int) Math.min(HEIGHT - 1, (part.top() + part.height() * (y + 0.5) / height) * HEIGHT);
                    System.arraycopy(bgr, (fromY * WIDTH + fromX) * 3, cut, (y * width + x) * 3, 3);
                }
            }
            return new ColourImage(width, height, cut);
        }

        @Override
        public void close() {}
    }
}
